"""The built-in rubric on sentences the authors of its rules had not seen."""
