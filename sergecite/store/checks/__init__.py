"""Finding faults in a library: a table of rules, each one function."""
