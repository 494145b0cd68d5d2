"""The languages of the register: what a charter may be in, and what reports are written in."""

from __future__ import annotations

LANGUAGES = {"en": "en_GB", "sv": "sv_SE", "nb": "nb_NO"}
"""The languages, each with the country whose customs it follows. All of them have one plural."""
