"""El anfitrión más sencillo: los planes son filas de una base de SQLite."""

import contextlib
import json
import sqlite3
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pedidos import Hecho, Pedido, de_otro, formato_propio, hecho

import paac_reportes as paac


@contextlib.contextmanager
def abierto(filas: list[dict[str, Any]], planes: int) -> Iterator[str]:
    """La base, con el mismo plan tantas veces y sus textos distintos en cada una; y un formato."""
    with tempfile.TemporaryDirectory() as carpeta:
        base = Path(carpeta) / "planes.sqlite"
        with contextlib.closing(sqlite3.connect(base)) as conexion, conexion:
            conexion.execute("CREATE TABLE fila (plan INTEGER, datos TEXT NOT NULL)")
            conexion.execute("CREATE TABLE formato (codigo TEXT PRIMARY KEY, datos TEXT NOT NULL)")
            conexion.execute("CREATE INDEX por_plan ON fila (plan)")
            for plan in range(planes):
                propias = ((plan, json.dumps(f, default=str)) for f in de_otro(filas, plan))
                conexion.executemany("INSERT INTO fila VALUES (?, ?)", propias)
                suyo = json.dumps(tomllib.loads(formato_propio(plan)), ensure_ascii=False)
                conexion.execute("INSERT INTO formato VALUES (?, ?)", (f"PROPIO-{plan}", suyo))
        yield str(base)


def atender(base: str, pedido: Pedido) -> Hecho:
    """Lo que hace un anfitrión con cada pedido: leer dentro de la transacción y escribir fuera."""
    leidas, formato = _leer(base, pedido)
    emision = paac.reporte(leidas.contenido, formato, corte=pedido.corte).emitir(pedido.tipo)
    avisos = "\n".join(sorted(f"{a.codigo} {a}" for a in (*leidas.avisos, *emision.avisos)))
    return hecho(emision.contenido, avisos)


def _leer(base: str, pedido: Pedido) -> tuple[paac.Lectura, Any]:
    with contextlib.closing(sqlite3.connect(base)) as conexion:
        consulta = "SELECT datos FROM fila WHERE plan = ? ORDER BY rowid"
        filas = [json.loads(datos) for (datos,) in conexion.execute(consulta, (pedido.plan,))]
        consulta = "SELECT datos FROM formato WHERE codigo = ?"
        suyos = [datos for (datos,) in conexion.execute(consulta, (pedido.formato,))]
    propio = [paac.formato_desde_datos(json.loads(datos)) for datos in suyos]
    return paac.leer_filas(filas), propio[0] if propio else pedido.formato
