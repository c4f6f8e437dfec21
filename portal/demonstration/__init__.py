"""What `make demo` shows and how it runs; everything shown is fictitious."""
