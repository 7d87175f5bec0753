"""The peer of content_list.py: the same list the usual way, FastAPI over asyncpg."""
import json
import os

import asyncpg
from fastapi import FastAPI, Header, HTTPException

app = FastAPI()
QUERY = """select id, rev, kind, state, parity, title_ar, title_en, summary_ar, summary_en, body_ar, body_en, tags,
  main_asset, review_note, created_by, updated_by, created_at, updated_at, published_at, trashed
  from content_items where not trashed order by updated_at desc, id desc limit $1"""


@app.on_event("startup")
async def connect():
    async def codecs(connection):
        await connection.set_type_codec("jsonb", encoder=json.dumps, decoder=json.loads, schema="pg_catalog")
    app.state.pool = await asyncpg.create_pool(os.environ["DATABASE"], min_size=2, max_size=4, init=codecs)


@app.get("/api/v1/content")
async def content(limit: int = 50, authorization: str = Header("")):
    if authorization != "Bearer " + os.environ["TOKEN"]:
        raise HTTPException(401)
    rows = await app.state.pool.fetch(QUERY, limit)
    return {"items": [dict(row) for row in rows], "next_cursor": None}
