"""The service: questions and commands over HTTP, drawn from the same catalogues as the command line."""
