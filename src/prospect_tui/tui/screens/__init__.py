"""The screens, one module each; `places` says where they are."""
