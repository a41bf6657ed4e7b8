"""Values of the domain: immutable, pure, standard library only."""
