"""The lock files, what keeps an environment to them, and the wheels that each platform takes."""
