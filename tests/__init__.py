"""Tests mirror the rooms. A package, since a library brings a package of this name, which would be found first."""
