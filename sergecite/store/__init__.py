"""The library on disk: the only code that writes one."""
