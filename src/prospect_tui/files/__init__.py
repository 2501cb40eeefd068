"""Outside formats: reading and writing CSV, spreadsheets and the like. Knows no base."""
