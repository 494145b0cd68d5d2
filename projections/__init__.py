"""The read models: what rows a network's history stands for, and since when the book has known them."""
