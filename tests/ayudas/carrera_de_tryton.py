"""La carrera del cierre en un Tryton: sus pedidos entran por su RPC, cada uno en su hilo.

``python -m ayudas.carrera_de_tryton URI RONDAS`` la corre en una base con el módulo activado, tenga
lo que tenga.
"""

import base64
import json
import sys
import warnings
from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import Any

from ayudas import carreras, tryton

CORTE = date(2031, 4, 30)
OFICINAS = {"una": "OFICINA UNO", "otra": "OFICINA DOS"}
"""Quién reporta por cada una; con nombres que ningún otro plan de la base tenga."""


class Cliente:
    """Quien entra por la puerta de Tryton, con su sesión y sus reintentos, como cualquier otro."""

    def __init__(self, base: str, login: str) -> None:
        import trytond.protocols.dispatcher  # noqa: F401 - pone las rutas del RPC
        from trytond.pool import Pool
        from trytond.transaction import Transaction
        from trytond.wsgi import app
        from werkzeug.test import Client

        with Transaction().start(base, 0):
            [usuario] = Pool().get("res.user").search([("login", "=", login)])
        with Transaction().start(base, usuario.id) as transaccion:
            llave = Pool().get("ir.session").new()
            transaccion.commit()
        sesion = base64.b64encode(f"{login}:{usuario.id}:{llave}".encode()).decode()
        self.cabeceras = {"Authorization": f"Session {sesion}"}
        self.base, self.navegador = base, Client(app)

    def pedir(self, metodo: str, *parametros: Any, **contexto: Any) -> Any:
        """Lo que responde; ``RuntimeError`` con lo que Tryton le diría a la persona."""
        pedido = {"id": 0, "method": metodo, "params": [*parametros, contexto | {"language": "es"}]}
        dicho = self.navegador.post(f"/{self.base}/rpc/", json=pedido, headers=self.cabeceras)
        if dicho.status_code != HTTPStatus.OK:
            raise RuntimeError(f"{dicho.status}: {dicho.text}")
        respuesta = json.loads(dicho.text)
        if error := respuesta.get("error"):
            raise RuntimeError(" ".join(map(str, error)))
        return respuesta["result"]


def correr(uri: str, rondas: int) -> dict[str, Any]:
    """Lo que pasó en esas rondas."""
    tryton.entrar(uri, "admin")
    tryton.importar(json.dumps(carreras.plan(OFICINAS.values(), CORTE)).encode(), "plan.json")
    base = tryton.Base(uri)
    grupos = {g.name: g.id for g in base.modelo("res.group").find([("name", "like", "PAAC%")])}
    for login, nombre in OFICINAS.items():
        suya = base.unico("paac.dependencia", ("nombre", "=", nombre))
        suya.usuarios.append(tryton.nuevo_usuario(login, grupos["PAAC: Oficina"]))
        suya.save()
    tryton.nuevo_usuario("cierra", grupos["PAAC: Control interno"])
    una, otra, control = (Cliente(base.nombre, uno) for uno in (*OFICINAS, "cierra"))
    corte = base.como("cierra").corte(CORTE).id
    activo = {"active_model": "paac.corte", "active_id": corte, "active_ids": [corte]}
    suyo, el_otro = (
        base.unico("paac.seguimiento", ("dependencia.nombre", "=", nombre)).id
        for nombre in OFICINAS.values()
    )
    fila = base.modelo("paac.seguimiento")(el_otro).actividad.id

    def escribir(texto: str) -> str:
        return _dicho(una, "model.paac.seguimiento.write", [suyo], {"texto": texto})

    def crear(texto: str) -> str:
        nuevo = {"actividad": fila, "corte": corte, "texto": texto}
        return _dicho(otra, "model.paac.seguimiento.create", [nuevo])

    def cerrar() -> str:
        sesion, _, _ = control.pedir("wizard.paac.cerrar.create")
        return _dicho(control, "wizard.paac.cerrar.execute", sesion, {}, "cierra", **activo)

    def reabrir() -> None:
        """Y la segunda oficina vuelve a no tener reporte."""
        control.pedir("model.paac.corte.reabrir", [corte])
        dichos = control.pedir(
            "model.paac.seguimiento.search", [["actividad", "=", fila]], 0, None, None
        )
        if dichos:
            control.pedir("model.paac.seguimiento.delete", dichos)

    reabrir()
    anfitrion = carreras.Anfitrion(
        [escribir, crear], cerrar, reabrir, *_lecturas(base.nombre, corte)
    )
    return carreras.correr(anfitrion, rondas, demora=0.25)


def _lecturas(base: str, corte: int) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """Cómo se lee el plan de las tablas, y el de la instantánea del corte."""
    from trytond.pool import Pool
    from trytond.transaction import Transaction
    from trytond_paac.puente import lectura

    def vivo() -> Any:
        with Transaction().start(base, 0):
            return lectura.plan_de(Pool().get("paac.corte")(corte).plan)

    def congelado() -> Any:
        with Transaction().start(base, 0):
            return Pool().get("paac.corte")(corte).vigente.plan()

    return vivo, congelado


def _dicho(cliente: Cliente, *pedido: Any, **contexto: Any) -> str:
    """En blanco, si se pudo; si no, lo que Tryton le dijo."""
    try:
        cliente.pedir(*pedido, **contexto)
    except RuntimeError as error:
        return str(error)
    return ""


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # trytond usa lo que él mismo retira
    sys.stdout.write(json.dumps(correr(sys.argv[1], int(sys.argv[2])), ensure_ascii=False))
