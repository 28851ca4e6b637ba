"""The field's nouns: frozen values without input or output."""
