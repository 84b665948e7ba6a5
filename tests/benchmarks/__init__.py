"""Speeds that the project promises, measured in turn so that they hold on a noisy machine."""
