"""Stage 4½: the knowledge as readable files in `fixtures/`, and the database as those files."""
