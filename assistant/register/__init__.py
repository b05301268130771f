"""The register: what staff look up, filter, export and follow up in our tables."""
