"""Un Tryton con el módulo del PAAC, manejado por proteus como lo maneja un cliente."""

import configparser
import contextlib
import io
import json
import os
import sqlite3
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

import paac_reportes as paac
from ayudas import postgresql
from ayudas.carreras import RONDAS
from ayudas.compartido import lanzar

RAIZ = Path(__file__).parents[2]
MODULO = RAIZ / "ejemplos" / "erp_tryton"
EJEMPLO = RAIZ / "ejemplos" / "informe_trimestral"
HACIENDA, PLANEACION = "hacienda", "planeacion"
JUNIO, CORTE = date(2023, 6, 30), date(2023, 9, 30)
F20 = "MCCO.101.18.F.20"


def instalar(sitio: Path) -> None:
    """Deja el módulo al alcance de Python como lo deja pip: su código y sus puntos de entrada."""
    proyecto = tomllib.loads((MODULO / "pyproject.toml").read_text("utf-8"))["project"]
    info = sitio / f"trytond_paac-{proyecto['version']}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {proyecto['name']}\nVersion: {proyecto['version']}\n"
    )
    puntos = configparser.ConfigParser()
    puntos.read_dict(proyecto["entry-points"])
    with (info / "entry_points.txt").open("w") as archivo:
        puntos.write(archivo)


def comprimido(carpeta: Path, *nombres: str) -> bytes:
    """Un .zip con unos archivos de una carpeta."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as archivo:
        for nombre in nombres:
            archivo.write(carpeta / nombre, nombre)
    return salida.getvalue()


_ENTRADA = "from trytond.cli.{} import main; main()"
"""Lo que hacen trytond-admin y trytond-worker."""
BASE = "paac"


def orden(cual: str, base: str, *resto: str) -> list[str]:
    """La de un programa de Tryton, sobre una base."""
    return [sys.executable, "-W", "ignore", "-c", _ENTRADA.format(cual), "-d", base, *resto]


@contextlib.contextmanager
def en_postgresql(carpeta: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """La dirección de una base con el módulo activado, y el ambiente de quien la usa."""
    instalar(sitio := carpeta / "sitio")
    with postgresql.servidor(BASE) as uri:
        (carpeta / "trytond.conf").write_text(f"[database]\nuri = {uri}\nlanguage = es\n")
        (carpeta / "clave").write_text("una clave de prueba\n")
        ambiente = os.environ | {
            "PYTHONPATH": os.pathsep.join(map(str, (sitio, MODULO, RAIZ / "tests"))),
            "TRYTOND_CONFIG": str(carpeta / "trytond.conf"),
            "TRYTONPASSFILE": str(carpeta / "clave"),
            "DB_NAME": BASE,
        }
        ambiente.pop("TRYTOND_DATABASE_URI", None)
        activar = ("-u", "paac", "--activate-dependencies", "--email", "a@example.org")
        hecho = subprocess.run(
            orden("admin", BASE, *activar),
            env=ambiente,
            capture_output=True,
            text=True,
            check=False,
        )
        assert hecho.returncode == 0, hecho.stderr
        yield uri.replace("/?", f"/{BASE}?"), ambiente


def crear(uri: str, carpeta: Path) -> None:
    """Una base de datos nueva con el módulo activado, como la hace ``trytond-admin``."""
    from trytond import admin, commandline

    clave = carpeta / "clave"
    clave.write_text("una clave de prueba\n")
    os.environ["TRYTONPASSFILE"] = str(clave)
    nombre = uri.rpartition("/")[2]
    orden = ["-d", nombre, "-u", "paac", "--activate-dependencies", "--email", "a@example.org"]
    admin.run(commandline.get_parser_admin().parse_args(orden))


_CON_SUS_CLASES: set[str] = set()


def entrar(uri: str, usuario: str) -> Any:
    """La sesión de un usuario: desde aquí, lo que se haga lo hace él.

    Las clases de una base se arman al entrar por primera vez: son las mismas para todos, y armarlas
    tarda más que casi cualquier prueba.
    """
    from proteus import config
    from trytond.pool import Pool

    with contextlib.ExitStack() as ya_armadas:
        if uri in _CON_SUS_CLASES:
            for hacer in ("start", "init"):
                ya_armadas.enter_context(mock.patch.object(Pool, hacer))
        _CON_SUS_CLASES.add(uri)
        return config.set_trytond(uri, user=usuario)


def importar(contenido: bytes, nombre: str) -> Any:
    """El plan que queda de importar un archivo."""
    from proteus import Wizard

    asistente = Wizard("paac.importar_plan")
    asistente.form.archivo, asistente.form.nombre = contenido, nombre
    asistente.execute("importa")
    return asistente.form.plan


def poblar(uri: str) -> None:
    """El plan del ejemplo, sus oficinas, control interno y el corte abierto."""
    from proteus import Model

    entrar(uri, "admin")
    plan = importar(comprimido(EJEMPLO, "plan.yaml", "escudo.png"), "plan.zip")
    grupos = {g.name: g.id for g in Model.get("res.group").find([("name", "like", "PAAC%")])}
    dependencias = Model.get("paac.dependencia")
    for login, parte in ((HACIENDA, "%HACIENDA"), (PLANEACION, "%PLANEACI%")):
        usuario = nuevo_usuario(login, grupos["PAAC: Oficina"])
        [suya] = dependencias.find([("plan", "=", plan.id), ("nombre", "like", parte)])
        suya.usuarios.append(usuario)
        suya.save()
    nuevo_usuario("control", grupos["PAAC: Control interno"])
    [corte] = Model.get("paac.corte").find([("fecha", "=", CORTE)])
    corte.click("reabrir")


def nuevo_usuario(login: str, grupo: int) -> Any:
    from proteus import Model

    usuario = Model.get("res.user")(name=login.capitalize(), login=login)
    usuario.groups.append(Model.get("res.group")(grupo))
    usuario.save()
    return usuario


class Base:
    """Una base de datos recién llena con el plan del ejemplo."""

    def __init__(self, uri: str) -> None:
        self.uri = uri
        self.nombre = urlsplit(uri).path.strip("/")

    def como(self, usuario: str) -> "Base":
        entrar(self.uri, usuario)
        return self

    @property
    def plan(self) -> Any:
        return self.unico("paac.plan")

    def modelo(self, nombre: str) -> Any:
        from proteus import Model

        return Model.get(nombre)

    def unico(self, nombre: str, *dominio: Any) -> Any:
        [hallado] = self.modelo(nombre).find(list(dominio))
        return hallado

    def corte(self, fecha: date = CORTE) -> Any:
        return self.unico("paac.corte", ("fecha", "=", fecha))

    def cerrar(self, fecha: date = CORTE) -> None:
        """Como lo hace control interno: ve lo que falta y cierra."""
        self.como("control").corte(fecha).click("cerrar").execute("cierra")

    def seguimiento(self, oficina: str, corte: date = CORTE) -> Any:
        """El primero de una oficina en un corte."""
        return self.modelo("paac.seguimiento").find(
            [("dependencia.nombre", "like", f"%{oficina}%"), ("corte.fecha", "=", corte)], limit=1
        )[0]

    def asistente(self, cual: str, plan: Any = None, /, **valores: Any) -> Any:
        from proteus import Wizard

        abierto = Wizard(cual, [plan] if plan else None)
        for campo, valor in valores.items():
            setattr(abierto.form, campo, valor)
        return abierto

    def reporte(self, tipo: str = "docx", formato: str = F20, corte: date = CORTE) -> Any:
        """Lo que entrega el asistente: extensión, bytes, si se imprime y nombre."""
        dicho = {"formato": formato, "tipo": tipo, "corte": self.corte(corte)}
        pedido = self.asistente("paac.reportar", self.plan, **dicho)
        pedido.execute("revisa")
        pedido.execute("imprime")
        return pedido.actions[0]

    def leido(self) -> paac.Plan:
        """El plan que se arma con las filas."""
        with self.transaccion():
            from trytond.pool import Pool
            from trytond_paac.puente import lectura

            [plan] = Pool().get("paac.plan").search([])
            hallado: paac.Plan = lectura.plan_de(plan)
            return hallado

    def transaccion(self) -> Any:
        from trytond.transaction import Transaction

        return Transaction().start(self.nombre, 0)


def correr_carrera(uri: str, ambiente: Mapping[str, str], carpeta: Path) -> dict[str, Any]:
    """Lo que pasa, en otro proceso, cuando se guarda mientras se cierra."""
    carrera = (sys.executable, "-m", "ayudas.carrera_de_tryton", uri, RONDAS)
    hecho = lanzar(*carrera, env=dict(ambiente), cwd=carpeta)
    assert hecho.returncode == 0, hecho.stderr
    cuenta: dict[str, Any] = json.loads(hecho.stdout.splitlines()[-1])
    return cuenta


def copiar(de: Path, a: Path) -> None:
    """El contenido de una base de datos en otra, aunque alguna esté abierta."""
    with contextlib.ExitStack() as abiertas:
        origen, destino = (
            abiertas.enter_context(contextlib.closing(sqlite3.connect(ruta))) for ruta in (de, a)
        )
        origen.backup(destino)


def reponer(plantilla: Path, base: Path) -> None:
    """La base de datos, como quedó la plantilla: la misma para Tryton, con otro contenido."""
    from trytond.cache import MemoryCache

    copiar(plantilla, base)
    MemoryCache._clear_all(base.stem)


def configurar(carpeta: Path) -> None:
    """Las bases de datos de SQLite quedan en la carpeta."""
    os.environ["TRYTOND_DATABASE_URI"] = "sqlite://"
    from trytond import config

    config.set("database", "uri", "sqlite://")
    config.set("database", "path", str(carpeta))
    config.set("database", "language", "es")
