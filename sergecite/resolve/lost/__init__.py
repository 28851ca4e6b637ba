"""Notes whose text is lost: what the essay's own words before a marker say of the work it cites."""
