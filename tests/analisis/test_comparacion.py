"""Qué cambió entre dos cortes o entre dos planes."""

import json
from pathlib import Path
from typing import Any

import pytest
from ayudas.a_medida import plan_de
from ayudas.comparaciones import ABRIL, AGOSTO, codigos, con_avances

import paac_reportes as paac
from paac_reportes.analisis.comparacion import Comparacion
from paac_reportes.api.cifras import texto_de_comparacion
from paac_reportes.cli import main


def de_parejas(parejas: Any) -> list[str]:
    return codigos(p.despues for p in parejas)


def entre_cortes(*actividades: dict[str, Any]) -> Comparacion:
    de = plan_de(*actividades)
    return paac.comparar(paac.analizar(de, corte=ABRIL), paac.analizar(de, corte=AGOSTO))


def test_lo_que_deja_de_saberse_o_de_aplicar_no_se_pierde() -> None:
    declaran: list[dict[str, Any]] = [
        con_avances("1", "se reabre sin número", abril=100),
        con_avances("2", "no aplica", abril=40),
        con_avances("3", "terminada", abril=100),
        con_avances("4", "vuelve a aplicar"),
    ]
    agosto = "2026-08-31"
    declaran[0]["seguimientos"].append({"corte": agosto, "estado": "en_proceso"})
    declaran[1]["seguimientos"].append({"corte": agosto, "estado": "no_aplica"})
    declaran[3]["seguimientos"] = [
        {"corte": "2026-04-30", "avance": 10, "estado": "no_aplica"},
        {"corte": agosto, "avance": 30},
    ]
    comparacion = entre_cortes(*declaran)

    assert de_parejas(comparacion.dejaron_de_conocerse) == ["1"]
    assert de_parejas(comparacion.dejaron_de_aplicar) == ["2"]
    assert de_parejas(comparacion.empezaron) == ["4"]
    # Lo terminado ya no se pide: no «dejó de reportar».
    assert comparacion.callaron == comparacion.avanzaron == comparacion.retrocedieron == ()


def test_la_orden_comparar(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    uno, otro = tmp_path / "a.json", tmp_path / "b.json"
    paac.guardar_datos(plan_de(con_avances("1", "Publicar el mapa", abril=20, agosto=50)), uno)
    paac.guardar_datos(
        plan_de(con_avances("1", "Publicar el mapa nuevo", abril=20, agosto=50)), otro
    )

    assert main(["comparar", str(uno)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "De 30/04/2026 a 31/08/2026: avance 20,0\xa0% → 50,0\xa0%",
        "",
        "Subió",
        "  1 Publicar el mapa: 20\xa0% → 50\xa0%",
    ]
    assert main(["comparar", str(uno), str(otro), "--json"]) == 0
    (cambio,) = json.loads(capsys.readouterr().out)["reescritas"]
    assert cambio["cambios"][0]["palabras"] == [["igual", "Publicar el mapa"], ["puso", "nuevo"]]
    assert main(["comparar", str(uno), str(uno)]) == 0
    assert "No cambió nada de lo que se compara." in capsys.readouterr().out


def test_comparar_dos_archivos_dice_de_cual_es_cada_falla_y_cada_aviso(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    malo, roto, bueno = (tmp_path / nombre for nombre in ("malo.json", "roto.yaml", "bueno.yaml"))
    malo.write_text('{"entidad": {"nombre": 3}, "vigencia": "dos mil"}', "utf-8")
    roto.write_text("entidad: {nombre: X\n", "utf-8")
    bueno.write_text("entidad: {nombre: X, nit: '1'}\ncomponentes: [{numero: 1}]", "utf-8")

    assert main(["comparar", str(malo), str(roto)]) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{malo}: entidad.nombre: se esperaba un texto, llegó 3; entre comillas se conserva tal cual",
        f"{malo}: vigencia: se esperaba un número entero, llegó 'dos mil'",
        f"{malo}: se esperaban dependencias o componentes, no llegó ninguno",
        f"{roto}: línea 1, columna 10: YAML mal formado (falta cerrar con }} lo que se abre aquí)",
    ]
    assert main(["comparar", str(bueno), str(malo)]) == 1
    dicho = capsys.readouterr().err.splitlines()
    assert dicho[0].startswith(f"aviso: {bueno}: entidad.nit: se esperaban nueve dígitos")
    assert all(linea.startswith(f"{malo}: ") for linea in dicho[1:])


TEXTOS = [
    ("Publicar el mapa de riesgos", "Que la ciudadanía conozca los riesgos de cada proceso"),
    ("Rendir cuentas a la ciudadanía", "Dos audiencias con preguntas de quien asista"),
    ("Socializar el código de integridad", "Llegar a todas las sedes con los cinco valores"),
    ("Actualizar los trámites en el SUIT", "Doce trámites con sus requisitos de hoy"),
]


def leidas_de_otra_columna() -> tuple[paac.Plan, paac.Plan]:
    """La misma matriz, leída un año por una columna y el otro por la de al lado."""
    antes = [{"codigo": f"1.{n}", "descripcion": a} for n, (a, _) in enumerate(TEXTOS)]
    despues = [
        {"codigo": f"2.{n}", "descripcion": b, "extras": {"accion": a}}
        for n, (a, b) in enumerate(TEXTOS)
    ]
    return plan_de(*antes), plan_de(*despues)


def test_si_por_su_texto_casi_ninguna_sigue_se_prueba_con_el_otro_y_se_dice() -> None:
    antes, despues = map(paac.analizar, leidas_de_otra_columna())

    comparacion = paac.comparar(antes, despues)

    assert (len(comparacion.parejas), comparacion.nuevas, comparacion.retiradas) == (4, (), ())
    assert comparacion.por_otro_texto == ("descripcion", "extras.accion")
    dicho = (
        "Por su texto no se reconocía ni la mitad de las filas; se reconocieron 4 por otro:"
        " «descripcion» de antes y «extras.accion» de después. Quizá una de las dos matrices se leyó"
        " con otra columna: dígalo al leerla (--columnas)."
    )
    assert dicho in list(texto_de_comparacion(comparacion))
    assert dicho in comparacion._cuadro().notas
    assert paac.datos_de(comparacion)["por_otro_texto"] == list(comparacion.por_otro_texto)
    al_reves = paac.comparar(despues, antes)
    assert al_reves.por_otro_texto == ("extras.accion", "descripcion")
    assert {(p.antes.ruta, p.despues.ruta) for p in comparacion.parejas} == {
        (p.despues.ruta, p.antes.ruta) for p in al_reves.parejas
    }


def test_por_el_responsable_no_se_reconoce_una_fila() -> None:
    oficinas = ("Secretaría de Planeación y Hacienda", "Oficina de Control Interno y Calidad")
    antes, despues = (
        plan_de(
            *(
                {"descripcion": t[n], "responsable": o}
                for t, o in zip(TEXTOS, oficinas, strict=False)
            )
        )
        for n in (0, 1)
    )

    comparacion = paac.comparar(antes, despues)

    assert (comparacion.parejas, comparacion.por_otro_texto) == ((), None)


def test_un_reporte_agregado_a_un_corte_ya_cerrado_se_dice_y_el_del_corte_nuevo_no() -> None:
    antes, del_cerrado, del_nuevo = (
        plan_de(con_avances("1.1", "Publicar el mapa", **avances))
        for avances in ({}, {"abril": 10}, {"agosto": 10})
    )

    def otros_datos(despues: paac.Plan) -> list[Any]:
        de_abril, de_agosto = (
            paac.analizar(antes, corte=ABRIL),
            paac.analizar(despues, corte=AGOSTO),
        )
        return [(uno.raiz, uno.corte) for uno in paac.comparar(de_abril, de_agosto).otros_datos]

    assert otros_datos(del_cerrado) == [("seguimiento", ABRIL)]
    assert otros_datos(del_nuevo) == []
