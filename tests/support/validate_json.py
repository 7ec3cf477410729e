#!/usr/bin/python3
"""validate_json.py SCHEMA FILE…: each FILE is JSON that the schema (2020-12) accepts, and has no member
that the schema does not describe: readers ignore such ones, but ours must be described. Prints what
is wrong, place first; exit 1."""
import json
import sys

import jsonschema


def closed(schema):
    """The schema with every object closed to members that it does not name."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {key: closed(part) for key, part in schema.items()}
    if isinstance(schema.get("properties"), dict):
        schema.setdefault("additionalProperties", False)
    return schema


def main(schema_file, files):
    with open(schema_file, encoding="utf-8") as text:
        schema = json.load(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(closed(schema))
    wrong = False
    for name in files:
        with open(name, encoding="utf-8") as text:
            for error in validator.iter_errors(json.load(text)):
                print(f"{name}: {error.json_path}: {error.message[:300]}")
                wrong = True
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
