package dev.hamlet.training.card;

import dev.hamlet.training.registry.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.model.ExternalReference;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.OrganizationalEntity;
import org.cyclonedx.model.Property;
import org.cyclonedx.model.component.data.ComponentData;
import org.cyclonedx.model.component.data.Content;
import org.cyclonedx.model.component.data.Governance;
import org.cyclonedx.parsers.JsonParser;
import org.cyclonedx.util.LicenseResolver;

/**
 * A model's bill of material: its card, the data it learned from and the library that found its weights, in
 * <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6</a>. The same card gives the same bytes: it has no time, and its serial number is
 * made of the file's hash.
 */
public final class MlBom {

    /** The file name of a bill. */
    public static final String FILE = "ml-bom.cdx.json";

    private static final Version VERSION = Version.VERSION_16;

    private final ModelCard card;

    private MlBom(ModelCard card) {
        this.card = card;
    }

    /**
     * The bill as JSON.
     *
     * @throws IOException if it is not what the published schema asks for: a value of the card's text is of another form
     */
    public static String of(ModelCard card) throws IOException {
        try {
            String json = withoutNulls(BomGeneratorFactory.createJson(VERSION, new MlBom(card).bom()).toJsonString());
            List<ParseException> faults = new JsonParser().validate(json, VERSION);
            if (!faults.isEmpty()) {
                throw new IOException("expected a bill of material as CycloneDX 1.6 has it, found: "
                        + faults.stream().map(ParseException::getMessage).collect(Collectors.joining("; ")));
            }
            return json + "\n";
        } catch (GeneratorException e) {
            throw new IllegalStateException("a bill is written without failure", e);
        }
    }

    /** The library (12.1.0) writes a party's other half as null, which the schema refuses. */
    private static String withoutNulls(String json) {
        return json.replaceAll(",\\s*\"contact\" : null", "");
    }

    private Bom bom() {
        var bom = new Bom();
        bom.setSerialNumber(
                "urn:uuid:" + UUID.nameUUIDFromBytes(card.fileSha256().getBytes(StandardCharsets.US_ASCII)));
        var metadata = new Metadata();
        metadata.setTimestamp(null);
        metadata.setComponent(model());
        bom.setMetadata(metadata);
        List<Component> parts = new ArrayList<>(card.dataSets().stream().map(this::data).toList());
        parts.add(smile());
        bom.setComponents(parts);
        var made = new Dependency(model().getBomRef());
        parts.forEach(part -> made.addDependency(new Dependency(part.getBomRef())));
        bom.addDependency(made);
        return bom;
    }

    private Component model() {
        Component model = component(Component.Type.MACHINE_LEARNING_MODEL, card.model().metadata().name(),
                card.model().version(), card.text().licence());
        model.setDescription(card.text().description());
        model.addHash(new Hash(Hash.Algorithm.SHA_256, card.fileSha256()));
        model.setModelCard(new CycloneCard(card).modelCard());
        model.setProperties(card.model().metadata().provenance().entrySet().stream()
                .map(each -> property(each.getKey(), each.getValue())).collect(Collectors.toList()));
        model.addProperty(property("sha256", card.model().sha256()));
        return model;
    }

    private static Property property(String name, String value) {
        return new Property("hamlet:" + name, value);
    }

    private Component data(Provenance.Source source) {
        Component data = component(Component.Type.DATA, source.name(), version(source), source.licence());
        data.addHash(new Hash(Hash.Algorithm.SHA_256, source.sha256()));
        var reference = new ExternalReference();
        reference.setType(ExternalReference.Type.DISTRIBUTION);
        reference.setUrl(source.url());
        data.addExternalReference(reference);
        var contents = new ComponentData();
        contents.setType(ComponentData.ComponentDataType.DATASET);
        contents.setName(source.name());
        var content = new Content();
        content.setUrl(source.url());
        contents.setContents(content);
        CardText.Origin origin = card.text().data().get(source.name());
        if (origin != null) {
            contents.setDescription(origin.description());
            contents.setSensitiveData(List.of(origin.sensitive()));
            contents.setGovernance(governance(origin));
        }
        data.setData(List.of(contents));
        return data;
    }

    private static Governance governance(CardText.Origin origin) {
        var governance = new Governance();
        governance.setOwners(List.of(party(origin.owner())));
        governance.setCustodians(List.of(party(origin.custodian())));
        return governance;
    }

    private static Governance.DataGovernanceResponsibleParty party(String name) {
        var organization = new OrganizationalEntity();
        organization.setName(name);
        var party = new Governance.DataGovernanceResponsibleParty();
        party.setOrganization(organization);
        return party;
    }

    private Component smile() {
        String version = card.noted("version.smile");
        Component smile = component(Component.Type.LIBRARY, "smile-core", version, "GPL-3.0-only");
        smile.setGroup("com.github.haifengl");
        smile.setPurl("pkg:maven/com.github.haifengl/smile-core@" + version);
        return smile;
    }

    private static Component component(Component.Type type, String name, String version, String licence) {
        var component = new Component();
        component.setType(type);
        component.setBomRef(reference(name, version));
        component.setName(name);
        component.setVersion(version);
        component.setLicenses(licence(licence));
        return component;
    }

    /** What the data set's component is called in the rest of the bill. */
    static String reference(Provenance.Source source) {
        return reference(source.name(), version(source));
    }

    private static String version(Provenance.Source source) {
        return source.sha256().substring(0, 12);
    }

    private static String reference(String name, String version) {
        return name.replaceAll("\\s+", "-") + "@" + version;
    }

    /** By its identifier if SPDX has it, else by its name. */
    private static LicenseChoice licence(String name) {
        LicenseChoice known = LicenseResolver.resolve(name, false);
        if (known != null) {
            return known;
        }
        var other = new License();
        other.setName(name);
        var choice = new LicenseChoice();
        choice.addLicense(other);
        return choice;
    }
}
