"""How dates are written where they are typed: Django's formats for a language, where ours differ."""
