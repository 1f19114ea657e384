"""Coding: proposals out of codebooks, each with its reason. Pure; opens nothing, stores nothing."""
