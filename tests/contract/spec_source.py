"""The names the specification (../shared/spec) writes, read mechanically: what tests/contract/spec/*.tsv must cover.

Each reader yields (service, kind, name, shape); `service` is the list's file name without .tsv.
"""
import json
import pathlib
import re

METHOD = r"(GET|POST|PUT|PATCH|DELETE|WS)"
CMS_SECTIONS = {"2": "cms-media", "3": "cms-import", "4": "cms-organization", "5": "cms-user", "6": "cms-analytics",
                "7": "cms-notification"}
DELIVERY_SECTIONS = {"Key Requirements": "delivery", "1": "delivery-gateway", "2": "delivery-user", "3": "delivery-email",
                     "4": "delivery-push", "5": "delivery-template", "Integration and Testing Phase": "delivery",
                     "CI/CD and Deployment": "delivery", "Final Deliverables": "delivery"}
# A figure as it is written: "<100ms", "5GB", "1000+", "24 hours", ">95%", "1-hour", "10K+", "2x".
FIGURE = re.compile(r"[<>]?\d[\d.,]*K?\+?(?:-\w+|\s?(?:ms|GB|seconds?|minutes?|hours?|days?|years?|x|%|characters)(?![a-z]))?")


def figures(text):
    return ", ".join(found.group(0).rstrip(".,") for found in FIGURE.finditer(text))


def cms(text):
    """cms-services.md: a service a numbered section; paths, models in boxes, numbered steps, required figures."""
    service, part, owner = None, "", ""
    for line in text.splitlines():
        if found := re.match(r"## \S+ (?:(\d)\. )?", line):
            service, part, owner = CMS_SECTIONS.get(found.group(1), "cms-events"), "", ""
        elif line.startswith("### "):
            part, owner = line, ""
        elif found := re.match(METHOD + r" (/\S+)", line):
            yield service, "path", f"{found.group(1)} {found.group(2)}", ""
        elif found := re.match(r"(.+):$", line):
            owner = found.group(1)
            if "Data Models" in part:
                yield service, "model", owner, ""
        elif "Data Models" in part and (found := re.match(r"[├└]── (\w+): (.+)", line)):
            yield service, "field", f"{owner}.{found.group(1)}", found.group(2)
        elif "Workflows" in part and (found := re.match(r"\d+\. (.+?) → ", line)):
            yield service, "workflow", f"{owner}: {found.group(1)}", ""
        elif "Requirements" in part and (found := re.match(r"- ([^:]+): (.+)", line)):
            yield service, "figure", found.group(1), figures(found.group(2))
        elif "Event-Driven" in part and (found := re.match(r"[├└]── (\w+\.\w+) → (.+)", line)):
            yield service, "event", found.group(1), found.group(2)


def platform(text):
    """platform-services.md: a service a numbered section; SQL tables, paths, and for search a list of features."""
    service, part, table, duty = None, "", "", 0
    for line in text.splitlines():
        if found := re.match(r"### \d\. (\w+) Service", line):
            service, part, table, duty = f"platform-{found.group(1).lower()}", "", "", 0
        elif line.startswith("**"):
            part = line
        elif found := re.match(METHOD + r"\s+(/\S+)", line):
            yield service, "path", f"{found.group(1)} {found.group(2)}", ""
        elif found := re.match(r"CREATE TABLE (\w+)", line):
            table = found.group(1)
            yield service, "model", table, ""
        elif line.startswith(");"):
            table = ""
        elif table and (found := re.match(r"    (\w+) (\w+(?:\[\]|\([\d, ]+\))?)", line)):
            # A comment that lists the values belongs to the field; one that explains does not.
            values = re.search(r"-- ('?[\w-]+'?(?:, '?[\w-]+'?)+)$", line)
            shape = found.group(2) + (": " + values.group(1).replace("'", "") if values else "")
            yield service, "field", f"{table}.{found.group(1)}", shape
        elif "Key Features" in part and line.startswith("- "):
            duty += 1
            yield service, "duty", str(duty), ""


def leaves(value, path=""):
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{path}.{name}")
    elif isinstance(value, list):
        yield from leaves(value[0], path + "[]")
    else:
        yield path, value


def flow(text):
    """message-flow.md: a channel a heading; under it each message's name and its JSON."""
    channel, message = "", ""
    for found in re.finditer(r"^### (\S+)$|^\*\*(?:(?:request|reply)\*\*: )?(\w+Message)(?:\*\*)?$|^```json\n(.*?)^```", text,
                             re.MULTILINE | re.DOTALL):
        if found.group(1):
            channel = found.group(1)
        elif found.group(2):
            message = found.group(2)
            yield f"flow-{channel.split('.')[0]}", "message", message, channel
        else:
            for path, kind in leaves(json.loads(found.group(3))):
                yield f"flow-{channel.split('.')[0]}", "field", message + path, kind


def delivery(text):
    """notification-system.md: checklists; paths, queues and the members of their messages stand inside them."""
    service, queue, duties = None, "", {}
    for line in text.splitlines():
        if found := re.match(r"##+ (?:(\d)\. )?(.+?)(?: \(.+\))?$", line):
            service, queue = DELIVERY_SECTIONS.get(found.group(1) or found.group(2)), ""
            continue
        if service is None:
            continue
        if re.match(r"- (\[ \] )?\w", line):
            duties[service] = duties.get(service, 0) + 1
            yield service, "duty", str(duties[service]), ""
            if found := figures(line):
                yield service, "figure", f"duty {duties[service]}", found
        if found := re.match(rf"  - {METHOD} (/\S+)", line):
            yield service, "path", f"{found.group(1)} {found.group(2)}", ""
        if found := re.search(r"`(\w+\.queue)`", line):
            queue = found.group(1)
            yield service, "message", queue, ""
        if queue and (found := re.search(r"Parse message \((.+)\)", line)):
            for name in found.group(1).split(", "):
                yield service, "field", f"{queue}.{name}", ""
        if found := re.search(r"endpoint \((/\w+)\)", line):
            yield service, "path", f"GET {found.group(1)}", ""


READERS = {"cms-services.md": cms, "platform-services.md": platform, "message-flow.md": flow, "notification-system.md": delivery}


def read(folder):
    """Every (service, kind, name, shape) of the specification in this folder, each once."""
    found = {}
    for file, reader in READERS.items():
        for service, kind, name, shape in reader((pathlib.Path(folder) / file).read_text(encoding="utf-8")):
            found.setdefault((service, kind, name), shape)
    return [(*key, shape) for key, shape in found.items()]
