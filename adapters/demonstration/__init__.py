"""The eight networks' invented histories, and examples drawn from them."""
