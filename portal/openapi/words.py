"""The few words of JSON Schema in which answers are described."""

TEXT = {"type": "string"}
NUMBER = {"type": "number"}
COUNT = {"type": "integer"}
YES_NO = {"type": "boolean"}
DAY = {"type": "string", "format": "date"}
MOMENT = {"type": "string", "format": "date-time"}
ADDRESS = {"type": "string", "format": "uri"}
SUM = {
    "type": "string",
    "pattern": "^[0-9a-f]{64}$",
    "description": "SHA-256 of the canonical text or of the file",
}


def or_null(schema):
    return {**schema, "type": [schema["type"], "null"]}


def listed(schema):
    return {"type": "array", "items": schema}


def one_of(values):
    return {"type": "string", "enum": [str(value) for value in values]}


def said(schema, description):
    return {**schema, "description": description}


def named(schema):
    """An object whose names are data, all with values of one kind."""
    return {"type": "object", "additionalProperties": schema}


def thing(_optional=(), **properties):
    """An object with these properties and no other; all but `_optional` are there."""
    required = [name for name in properties if name not in _optional]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def reference(name):
    return {"$ref": f"#/components/schemas/{name}"}
