"""Kinds of checks, one file each; the file name is the name a rubric uses."""
