"""People (人口): cohorts by month of birth, moved month by month; coverage, wages, place of insurance."""
