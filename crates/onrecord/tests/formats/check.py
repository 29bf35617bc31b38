"""Checks the exports of one case, a folder a format, with each format's own tools; prints how much of each there was."""

import hashlib
import json
import re
import sys
import time
from pathlib import Path

import geojson
import jsonschema
import pandas
import pyarrow.parquet
import rdflib
from followthemoney import model
from pyld import jsonld
from stix2validator import ValidationOptions, validate_file, validate_string

EXPORTS = Path(sys.argv[1])
HERE = Path(__file__).parent
# So many documents' JSON-LD goes through both libraries; a larger case gives a sample, each nth document.
READ_THROUGH = 100
# And so many STIX objects through the validator, which takes some ten milliseconds an object.
VALIDATED = 500
FOUND = {}
PLACE = re.compile(r"^(\S+)#char=(\d+),(\d+)$")


def must(condition, *words):
    if not condition:
        sys.exit("does not hold: " + " ".join(str(word) for word in words))


def no_network(address, options):
    sys.exit(f"{address} would have been fetched")


jsonld.set_document_loader(no_network)


def package(folder):
    """The tables of a data package; files, columns, keys and references are as it says."""
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    tables = {}
    for resource in described["resources"]:
        file = folder / resource["path"]
        data = file.read_bytes()
        must(len(data) == resource["bytes"], file, "has its length")
        must("sha256:" + hashlib.sha256(data).hexdigest() == resource["hash"], file, "has its digest")
        fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        if file.suffix == ".parquet":
            table = pyarrow.parquet.read_table(file)
            notes = table.schema.metadata
            must(notes[b"onrecord.schema"] == described["version"].encode(), file, "tells its version")
            kinds = {"string": "string", "integer": "int64", "number": "double", "boolean": "bool"}
            for name, kind in fields.items():
                must(str(table.schema.field(name).type) == kinds[kind], file, name, "is", kind)
            frame = table.to_pandas()
        else:
            kinds = {"string": "str", "integer": "Int64", "number": "float64", "boolean": "boolean"}
            frame = pandas.read_csv(file, dtype={name: kinds[kind] for name, kind in fields.items()}, keep_default_na=False, na_values=[""])
        must(list(frame.columns) == list(fields), file, "has its columns")
        key = resource["schema"].get("primaryKey")
        if key:
            must(not frame.duplicated(key).any(), file, "rows are told apart by", key)
            must(not frame[key].isna().any().any(), file, "every row has", key)
        tables[resource["name"]] = (frame, resource)
    for name, (frame, resource) in tables.items():
        for reference in resource["schema"].get("foreignKeys", []):
            other = tables[reference["reference"]["resource"]][0]
            known = set(other[reference["reference"]["fields"]])
            used = frame[reference["fields"]].dropna()
            must(set(used) <= known, name, reference["fields"], "refers to rows that are there")
    return {name: frame for name, (frame, _) in tables.items()}


def texts(tables):
    return dict(zip(tables["documents"]["document"], tables["documents"]["text"].fillna("")))


CSV = package(EXPORTS / "csv")
TEXTS = texts(CSV)


def at(place):
    """The words of a place; it must lie in its document."""
    found = PLACE.match(place)
    must(found, place, "is a place")
    document, start, end = found[1], int(found[2]), int(found[3])
    must(document in TEXTS and 0 <= start < end <= len(TEXTS[document]), place, "lies in its document")
    return TEXTS[document][start:end]


def check_tables():
    parquet = package(EXPORTS / "parquet")
    must(list(CSV) == list(parquet), "both have the same tables")
    for name, frame in CSV.items():
        other = parquet[name]
        must(len(frame) == len(other), name, "has as many rows in both")
        for column in frame.columns:
            # An empty text and none look alike in CSV.
            left = ["" if pandas.isna(value) else value for value in frame[column]]
            right = ["" if pandas.isna(value) else value for value in other[column]]
            must(all(one == two for one, two in zip(left, right)), name, column, "is the same in both")
    spans = CSV["spans"]
    for document, start, end, exact in zip(spans["document"], spans["start"], spans["end"], spans["exact"]):
        must(TEXTS[document][start:end] == exact, document, start, "has its words")
    must(len(spans) > 0, "there are spans")
    for name, frame in CSV.items():
        if "places" in frame:
            for places in frame["places"].dropna():
                for one in places.split(" "):
                    at(one)
    must(CSV["claims"]["places"].notna().all(), "every claim has a place")
    FOUND["csv"] = FOUND["parquet"] = {name: len(frame) for name, frame in CSV.items()}


def check_registers():
    for name in ["sipri", "acled", "ucdp"]:
        (frame,) = package(EXPORTS / name).values()
        for places in frame["x_places"]:
            for one in places.split(" "):
                at(one)
        FOUND[name] = len(frame)
    sipri = package(EXPORTS / "sipri")["sipri-transfers"]
    for column in ["number_delivered", "years_of_delivery"]:
        must(all(value == ".." or (value[0] == "(" and value[-1] == ")") for value in sipri[column]), column, "is in brackets")
    ucdp = package(EXPORTS / "ucdp")["ucdp-events"]
    must((ucdp["number_of_sources"] >= 1).all(), "every row has an origin")
    acled = package(EXPORTS / "acled")["acled-events"]
    for frame, precision in [(ucdp, "where_prec"), (acled, "geo_precision")]:
        placed = frame[frame["latitude"].notna()]
        must((placed[precision] == 1).all(), "only a town has a position")
        must((placed["latitude"].abs() <= 90).all() and (placed["longitude"].abs() <= 180).all(), "positions are positions")


def check_json_ld():
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    annotations = 0
    documents = sorted((EXPORTS / "json-ld" / "documents").iterdir())
    spans = CSV["spans"].drop_duplicates(["document", "entry", "part", "ordinal"]).groupby("document").size()
    must(len(documents) == len(TEXTS), "every document has its file")
    for file in documents:
        parsed = json.loads(file.read_text("utf-8"))
        must(sum(node["type"] == "Annotation" for node in parsed["@graph"]) == spans.get(file.stem, 0), file, "annotates every span")
    # The two libraries take a tenth of a second and more a document: of many, some are read through.
    step = max(1, len(documents) // READ_THROUGH)
    for file in [*documents[::step], *([EXPORTS / "json-ld" / "standing.jsonld"] if step == 1 else [])]:
        text = file.read_text("utf-8")
        parsed = json.loads(text)
        expanded = jsonld.expand(parsed)
        must(len(expanded) == len({node["@id"] for node in expanded if "@id" in node}) or file.name == "standing.jsonld", file, "names each node once")
        graph = rdflib.Graph().parse(data=text, format="json-ld")
        for annotation in graph.subjects(rdflib.RDF.type, oa.Annotation):
            annotations += 1
            target = graph.value(annotation, oa.hasTarget)
            source = str(graph.value(target, oa.hasSource)).removeprefix("urn:onrecord:")
            must(graph.value(annotation, oa.hasBody) is not None, annotation, "is of something")
            kinds = {}
            for selector in graph.objects(target, oa.hasSelector):
                kinds[graph.value(selector, rdflib.RDF.type)] = selector
            position, quotation = kinds[oa.TextPositionSelector], kinds[oa.TextQuoteSelector]
            start, end = (int(graph.value(position, term)) for term in (oa.start, oa.end))
            exact, prefix, suffix = (str(graph.value(quotation, term)) for term in (oa.exact, oa.prefix, oa.suffix))
            whole = TEXTS[source]
            must(whole[start:end] == exact, annotation, "has its words")
            must(whole[:start].endswith(prefix) and whole[end:].startswith(suffix), annotation, "has the words around it")
        for reading in graph.subjects(rdflib.RDF.type, prov.Activity):
            must(graph.value(reading, prov.wasAssociatedWith) is not None, reading, "is somebody's")
    must(step > 1 or annotations == spans.sum(), annotations, "every span is annotated")
    FOUND["json-ld"] = annotations


def check_follow_the_money():
    entities = {}
    for line in (EXPORTS / "ftm" / "entities.ftm.json").open(encoding="utf-8"):
        data = json.loads(line)
        must(data["id"] not in entities, data["id"], "is there once")
        model.get(data["schema"]).validate(data)
        entity = model.get_proxy(data)
        for name, values in data["properties"].items():
            kept = entity.get(name)
            must(len(kept) == len(set(values)), data["id"], data["schema"], name, values, "is kept whole as", kept)
        entities[data["id"]] = entity
    for entity in entities.values():
        for name in entity.iterprops():
            if name.type.name == "entity":
                for other in entity.get(name):
                    must(other in entities, entity.id, name.name, other, "is there")
                    must(entities[other].schema.is_a(name.range), entity.id, name.name, other, "is what it should be")
    for line in (EXPORTS / "ftm" / "places.jsonl").open(encoding="utf-8"):
        place = json.loads(line)
        must(place["id"] in entities and place["document"] in entities, place, "is of something")
    FOUND["ftm"] = len(entities)


def check_stix():
    file = EXPORTS / "stix" / "bundle.json"
    bundle = json.loads(file.read_text("utf-8"))
    objects = bundle["objects"]
    known = {one["id"] for one in objects}
    must(len(known) == len(objects), "stix objects are there once")
    for one in objects:
        for name, value in one.items():
            refs = [value] if name.endswith("_ref") else value if name.endswith("_refs") else []
            must(set(refs) <= known, one["id"], name, "refers to what is there")
    step = max(1, len(objects) // VALIDATED)
    options = ValidationOptions(version="2.1", silent=True, enforce_refs=step == 1)
    if step == 1:
        result = validate_file(str(file), options).object_results[0]
    else:
        # What is left out of a sample is looked for by the references above.
        by_type = sorted(objects, key=lambda one: one["type"])
        result = validate_string(json.dumps({**bundle, "objects": by_type[::step]}), options)
    must(result.is_valid, "stix", [str(error) for error in result.errors][:5])
    extensions = {one["id"] for one in objects if one["type"] == "extension-definition"}
    must(len(extensions) == 1, "there is one extension")
    for one in objects:
        must(set(one.get("extensions", {})) <= extensions, one["id"], "uses what is defined")
        for place in next(iter(one.get("extensions", {}).values()), {}).get("places", []):
            at(place)
        if one["type"] == "incident":
            must("claim" in one["labels"], one["id"], "is labelled as a claim")
    FOUND["stix"] = len(objects)


def check_plover():
    schema = jsonschema.Draft202012Validator(json.loads((HERE / "plover.schema.json").read_text("utf-8")))
    count = 0
    for line in (EXPORTS / "plover" / "events.jsonl").open(encoding="utf-8"):
        event = json.loads(line)
        schema.validate(event)
        must(at(event["x_places"]) == event["event_text"][0], event["id"], "has its words")
        info = event["text_info"]
        document = event["id"].split("/")[0]
        must(TEXTS[document][info["start"] : info["end"]] == event["text"], event["id"], "has its block")
        count += 1
    FOUND["plover"] = count


def check_geojson():
    collection = geojson.loads((EXPORTS / "geojson" / "places.geojson").read_text("utf-8"))
    must(collection.is_valid, collection.errors())
    must(isinstance(collection, geojson.FeatureCollection), "is a collection")
    dots = 0
    for feature in collection["features"]:
        about = feature["properties"]
        if feature["geometry"] is None:
            continue
        dots += 1
        must(about["precision"] in ["point", "city"], feature["id"], "is no dot in the middle of a", about["precision"])
        for place in about["places"].split(" "):
            at(place)
    FOUND["geojson"] = {"features": len(collection["features"]), "dots": dots}


def check_claim_reviews():
    feed = json.loads((EXPORTS / "claimreview" / "claim-reviews.json").read_text("utf-8"))
    graph = rdflib.Graph().parse(data=json.dumps({**feed, "@context": {"@vocab": "https://schema.org/"}}), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    reviews = list(graph.subjects(rdflib.RDF.type, schema.ClaimReview))
    for review in reviews:
        for term in [schema.claimReviewed, schema.itemReviewed, schema.author, schema.datePublished, schema.reviewBody]:
            must(graph.value(review, term) is not None, review, "has", term)
        must(graph.value(graph.value(review, schema.itemReviewed), rdflib.RDF.type) == schema.Claim, review, "is of a claim")
        must(graph.value(review, schema.reviewRating) is None, review, "is rated by nobody")
    FOUND["claimreview"] = len(reviews)


def check_nanopublications():
    np = rdflib.Namespace("http://www.nanopub.org/nschema#")
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    dcterms = rdflib.Namespace("http://purl.org/dc/terms/")
    data = rdflib.Dataset().parse(EXPORTS / "nanopub" / "nanopublications.trig", format="trig")
    seen = set()
    count = 0
    for publication, _, _, head in data.quads((None, rdflib.RDF.type, np.Nanopublication, None)):
        count += 1
        graphs = [head]
        for term in [np.hasAssertion, np.hasProvenance, np.hasPublicationInfo]:
            values = list(data.graph(head).objects(publication, term))
            must(len(values) == 1, publication, "has one", term)
            must(len(data.graph(values[0])) > 0, values[0], "says something")
            graphs += values
        must(len(set(graphs)) == 4 and not seen & set(graphs), publication, "has four graphs of its own")
        seen |= set(graphs)
        assertion, provenance, information = graphs[1:]
        must((assertion, None, None) in data.graph(provenance), publication, "tells where its assertion is from")
        must(data.graph(provenance).value(assertion, prov.hadPrimarySource) is not None, publication, "names its source")
        must(data.graph(information).value(publication, dcterms.created) is not None, publication, "tells when it was made")
    FOUND["nanopub"] = count


for check in [check_tables, check_registers, check_json_ld, check_follow_the_money, check_stix, check_plover, check_geojson, check_claim_reviews, check_nanopublications]:
    began = time.monotonic()
    check()
    print(f"{check.__name__}: {time.monotonic() - began:.1f} s", file=sys.stderr)
print(json.dumps(FOUND))
