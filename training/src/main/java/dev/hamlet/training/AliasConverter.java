package dev.hamlet.training;

import dev.hamlet.training.registry.Alias;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an alias from the command line. */
final class AliasConverter implements ITypeConverter<Alias> {

    @Override
    public Alias convert(String name) {
        try {
            return Alias.named(name);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
