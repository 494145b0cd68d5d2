"""What connects the register to the world: the log, views, command line, server, charters and exports."""
