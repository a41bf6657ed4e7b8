"""Webhooks: addresses outside that are told of events, signed as Standard Webhooks does, tried again until it works."""
