"""De lo que sale de un corte cerrado queda su acta, que prueba el archivo y no se cambia."""

import hashlib
from collections.abc import Callable

import pytest
from ayudas import tryton
from trytond.model.exceptions import AccessError

from paac_reportes.prueba.verificacion import leer_acta


def huella(contenido: bytes) -> str:
    return hashlib.sha256(contenido).hexdigest()


def test_el_reporte_de_un_corte_cerrado_deja_su_acta_y_el_de_uno_abierto_no(
    base: tryton.Base,
) -> None:
    base.reporte("csv")
    assert base.modelo("paac.acta").find([]) == []

    base.cerrar()
    contenido = base.como(tryton.HACIENDA).reporte("docx")[1]
    base.reporte("docx")
    suya = base.unico("paac.acta")
    acta = leer_acta(suya.datos, suya.nombre)

    assert acta.emitido_como(huella(contenido)) == suya.archivo
    assert acta.registro.corte == tryton.CORTE
    assert (suya.huella, suya.emitida_por.login) == (huella(contenido), tryton.HACIENDA)
    assert suya.instantanea == base.corte().instantaneas[0]
    assert list(base.corte().instantaneas[0].actas) == [suya]


def test_el_de_la_cola_tambien(base: tryton.Base) -> None:
    base.cerrar()
    pedido = base.asistente(
        "paac.reportar", base.plan, formato=tryton.F20, tipo="xlsx", en_cola=True
    )
    pedido.execute("revisa")
    pedido.execute("genera")

    assert base.unico("paac.acta").huella == huella(base.unico("paac.pedido").adjunto.data)


def test_tampoco_un_programa(base: tryton.Base) -> None:
    base.cerrar()
    base.reporte("csv")
    with base.transaccion():
        from trytond.pool import Pool

        Acta = Pool().get("paac.acta")  # noqa: N806
        [suya] = Acta.search([])
        intentos: list[Callable[[], object]] = [
            lambda: Acta.write([suya], {"datos": b"{}"}),
            lambda: Acta.delete([suya]),
        ]
        for hacer in intentos:
            with pytest.raises(AccessError):
                hacer()
