"""How far a check may count: what its rubric says, what people decided on its record, and what drift took back."""

from qa.stages.standing.applying import Standings, standing_hash, standings_of, with_standings

__all__ = ["Standings", "standing_hash", "standings_of", "with_standings"]
