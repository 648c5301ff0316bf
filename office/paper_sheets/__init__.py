"""Scores that curators wrote on paper: sheets to print, a spreadsheet for them, typing them in."""
