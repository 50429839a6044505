"""Records in and out in bulk, as CSV, XLSX and JSON."""
