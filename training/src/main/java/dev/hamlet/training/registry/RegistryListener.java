package dev.hamlet.training.registry;

/** Is told what was done, once it is: for what keeps the same elsewhere. It must not throw; what it misses it has to make good itself. */
public interface RegistryListener {

    /** A version came into the registry. */
    void registered(VersionFolder version);

    /** An alias moved to a version, forth or back. */
    void moved(Alias alias, String version);
}
