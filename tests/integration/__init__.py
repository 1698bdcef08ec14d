"""Tests of the integration inside a real Home Assistant."""
