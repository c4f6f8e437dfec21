"""The portal on several machines, each an address of this one."""
