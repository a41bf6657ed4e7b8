"""The page: a Flask application over the stages of `qa`."""

from web.app import create_app

__all__ = ["create_app"]
