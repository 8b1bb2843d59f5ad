"""The stages: load, decide by the rules, record. The whole write side of the program is here.

A function that a flow calls is a step (`tasks.step`); a human decision is a plain function in the
stage that it belongs to, called by the command line and the pages.
"""
