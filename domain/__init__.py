"""The rules of governance: pure, importing nothing but the standard library."""
