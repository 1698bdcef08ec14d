"""Tests of the engine: tables, stories and properties, without Home Assistant."""
