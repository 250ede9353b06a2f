"""Las oficinas en el sitio de Django: cada una lo suyo, y sólo en el corte abierto."""

import html
import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from planes import models
from planes.puente.lectura import plan_de

import paac_reportes as paac
from paac_reportes import anfitrion

ABIERTO = date(2023, 12, 31)
DE_HACIENDA, AJENA = "SECRETARÍA DE HACIENDA", "OFICINA DE SERVICIO AL CIUDADANO"


def actividad_de(dependencia: str) -> Any:
    return models.Actividad.objects.filter(
        subcomponente__componente__dependencia__nombre=dependencia
    ).first()


def libro_de(navegador: Any, dependencia: str) -> Any:
    """El libro de captura que el sitio entrega, abierto."""
    pk = models.Dependencia.objects.get(nombre=dependencia).pk
    respuesta = navegador.get(f"/dependencias/{pk}/libro.xlsx")
    return openpyxl.load_workbook(io.BytesIO(b"".join(respuesta.streaming_content)))


def llenar(libro: Any, valores: dict[str, Any]) -> io.BytesIO:
    """El libro con esos valores en su primera fila de actividades."""
    hoja = libro["Actividades"]
    rotulos = next(fila for fila in hoja.iter_rows() if "Seguimiento" in {c.value for c in fila})
    columnas = {celda.value: celda.column for celda in rotulos}
    for rotulo, valor in valores.items():
        hoja.cell(rotulos[0].row + 1, columnas[rotulo]).value = valor
    contenido = io.BytesIO()
    libro.save(contenido)
    contenido.seek(0)
    contenido.name = "lleno.xlsx"
    return contenido


def subir(navegador: Any, plan: Any, archivo: Any, preferir: str = "") -> Any:
    return navegador.post(
        f"/planes/{plan.pk}/reportar/libro/",
        {"archivo": archivo, "preferir": preferir},
        follow=True,
    )


def reportados() -> int:
    cuantos: int = models.Seguimiento.objects.filter(corte__fecha=ABIERTO).count()
    return cuantos


# ------------------------------------------------------------------ una fila
def test_una_oficina_reporta_una_fila_suya_a_la_letra(hacienda: Any, guardado: Any) -> None:
    fila = actividad_de(DE_HACIENDA)
    hacienda.post(
        f"/filas/actividad/{fila.pk}/",
        {
            "texto": "=1+1\r\n  fin ",
            "avance": "62,5",
            "estado": "",
            "evidencias": "a\r\n\r\nb",
            "observaciones": "",
        },
    )
    hecha = plan_de(guardado).dependencias[1].componentes[0].subcomponentes[0].actividades[0]

    assert hecha.seguimientos[-1] == paac.Seguimiento(
        corte=ABIERTO,
        texto="=1+1\n  fin ",
        avance=Decimal("62.5"),
        evidencias=("a", "b"),
    )


def test_corregir_un_reporte_deja_como_estaba_lo_que_no_es_de_la_oficina(hacienda: Any) -> None:
    fila = actividad_de(DE_HACIENDA)
    corte = models.Corte.objects.get(fecha=ABIERTO)
    models.Seguimiento.objects.create(
        actividad=fila, corte=corte, texto="Uno", monitoreo="De planeación", lugar=3
    )
    hacienda.post(f"/filas/actividad/{fila.pk}/", {"texto": "Otro"})
    suyo = fila.seguimientos.get(corte=corte)

    assert (suyo.texto, suyo.monitoreo, suyo.lugar) == ("Otro", "De planeación", 3)


def test_lo_que_otro_reporto_mientras_se_llenaba_no_se_pierde_callado(hacienda: Any) -> None:
    fila = actividad_de(DE_HACIENDA)
    direccion = f"/filas/actividad/{fila.pk}/"
    visto = hacienda.get(direccion).context["formulario"]["visto"].value()
    hacienda.post(direccion, {"texto": "Lo primero", "visto": visto})
    choque = hacienda.post(direccion, {"texto": "Lo segundo", "visto": visto})

    assert "ahora dice: texto: Lo primero" in choque.content.decode()
    assert fila.seguimientos.get(corte__fecha=ABIERTO).texto == "Lo primero"

    hacienda.post(
        direccion,
        {"texto": "Lo segundo", "visto": choque.context["formulario"]["visto"].value()},
    )

    assert fila.seguimientos.get(corte__fecha=ABIERTO).texto == "Lo segundo"


@pytest.mark.parametrize("metodo", ["get", "post"])
def test_una_oficina_no_toca_la_fila_de_otra(hacienda: Any, metodo: str) -> None:
    fila = actividad_de(AJENA)
    respuesta = getattr(hacienda, metodo)(f"/filas/actividad/{fila.pk}/", {"texto": "Ajeno"})

    assert respuesta.status_code == 403
    assert "no es de su dependencia" in respuesta.content.decode()
    assert reportados() == 0


def test_control_interno_corrige_la_de_cualquiera(control: Any) -> None:
    control.post(f"/filas/actividad/{actividad_de(AJENA).pk}/", {"texto": "Corregido"})

    assert reportados() == 1


@pytest.mark.parametrize(
    ("avance", "frase"),
    [
        ("120", "menor o igual a 100"),
        ("-1", "mayor o igual a 0"),
        ("=1+1", "Ingrese un número"),
        ("NaN", "Ingrese un número"),
        ("1,00000000001", "más de 10 decimales"),
    ],
)
def test_un_avance_que_no_lo_es_se_dice_y_no_se_guarda(
    hacienda: Any, avance: str, frase: str
) -> None:
    respuesta = hacienda.post(
        f"/filas/actividad/{actividad_de(DE_HACIENDA).pk}/", {"texto": "x", "avance": avance}
    )

    assert frase in respuesta.content.decode()
    assert reportados() == 0


def test_un_caracter_nulo_no_entra(hacienda: Any) -> None:
    respuesta = hacienda.post(
        f"/filas/actividad/{actividad_de(DE_HACIENDA).pk}/", {"texto": "a\0b", "avance": ""}
    )

    assert "caracteres nulos" in respuesta.content.decode().lower()
    assert reportados() == 0


# ------------------------------------------------------------------ el corte
def test_cerrado_el_corte_la_oficina_ya_no_reporta(hacienda: Any, control: Any) -> None:
    corte = models.Corte.objects.get(fecha=ABIERTO)
    control.post(f"/cortes/{corte.pk}/cerrar/")
    respuesta = hacienda.post(
        f"/filas/actividad/{actividad_de(DE_HACIENDA).pk}/", {"texto": "Tarde"}
    )

    assert respuesta.status_code == 403
    assert "no tiene un corte abierto" in respuesta.content.decode()
    assert reportados() == 0


def test_el_corte_cerrado_dice_quien_lo_cerro(control: Any) -> None:
    control.post(f"/cortes/{models.Corte.objects.get(fecha=ABIERTO).pk}/cerrar/")

    assert models.Corte.objects.get(fecha=ABIERTO).cerrado_por.username == "control.interno"


def test_antes_de_cerrar_se_dice_que_oficinas_que_filas_y_cuantos_dias_faltan(
    control: Any, guardado: Any
) -> None:
    control.post(f"/filas/actividad/{actividad_de(DE_HACIENDA).pk}/", {"texto": "Va."})
    falta = anfitrion.antes_de_cerrar(plan_de(guardado), ABIERTO, hoy=anfitrion.hoy_en_colombia())
    pagina = control.get(f"/cortes/{guardado.corte_abierto.pk}/cerrar/").content.decode()
    dicho = html.unescape(pagina)

    assert len(falta.oficinas) > 1
    assert [frase for frase in falta.frases if frase not in dicho] == []
    assert [uno.nombre for uno in falta.oficinas if str(uno.nombre) not in dicho] == []
    assert [str(fila) for fila in falta.filas if str(fila) not in dicho] == []


def test_preguntar_por_cerrar_no_cierra(control: Any) -> None:
    control.get(f"/cortes/{models.Corte.objects.get(fecha=ABIERTO).pk}/cerrar/")

    assert models.Corte.objects.get(fecha=ABIERTO).abierto


@pytest.mark.parametrize("direccion", ["/cortes/{corte}/cerrar/", "/planes/{plan}/cortes/abrir/"])
def test_una_oficina_ni_cierra_ni_abre_cortes(hacienda: Any, guardado: Any, direccion: str) -> None:
    corte = models.Corte.objects.get(fecha=ABIERTO)
    respuesta = hacienda.post(
        direccion.format(corte=corte.pk, plan=guardado.pk), {"fecha": "2024-01-31"}
    )

    assert respuesta.status_code == 403
    assert models.Corte.objects.get(fecha=ABIERTO).abierto


def test_con_un_corte_abierto_no_se_abre_otro_y_se_dice_por_que(
    control: Any, guardado: Any
) -> None:
    respuesta = control.post(f"/planes/{guardado.pk}/cortes/abrir/", {"fecha": "2024-01-31"})

    assert "ciérrelo primero" in respuesta.content.decode()
    assert guardado.cortes.count() == 4


# ------------------------------------------------------------------ el libro
def test_el_libro_lleno_deja_en_la_base_lo_que_la_oficina_escribio(
    hacienda: Any, guardado: Any
) -> None:
    lleno = llenar(
        libro_de(hacienda, DE_HACIENDA),
        {
            "Seguimiento": "Se publicó.",
            "Avance (%)": 100,
            "Estado": "Cumplida",
            "Evidencias": "u\nv",
        },
    )
    respuesta = subir(hacienda, guardado, lleno)
    hecha = plan_de(guardado).dependencias[1].componentes[0].subcomponentes[0].actividades[0]

    assert "Quedó un reporte." in respuesta.content.decode()
    assert hecha.seguimientos[-1] == paac.Seguimiento(
        corte=ABIERTO,
        texto="Se publicó.",
        avance=Decimal(100),
        estado=paac.Estado.CUMPLIDA,
        evidencias=("u", "v"),
    )


def test_las_fallas_del_libro_salen_todas_con_su_celda_y_nada_se_guarda(
    hacienda: Any, guardado: Any
) -> None:
    lleno = llenar(
        libro_de(hacienda, DE_HACIENDA), {"Seguimiento": "x", "Avance (%)": 400, "Estado": "Lista"}
    )
    pagina = subir(hacienda, guardado, lleno).content.decode()

    assert "No se guardó nada" in pagina
    assert "se esperaba un número de 0 a 100, llegó" in pagina
    assert "Lista" in pagina
    assert pagina.count("libro «lleno.xlsx», hoja «Actividades»") == 2
    assert reportados() == 0


def test_el_libro_de_otra_oficina_no_entra_y_se_dice_de_quien_es(
    hacienda: Any, control: Any, guardado: Any
) -> None:
    ajeno = llenar(libro_de(control, AJENA), {"Seguimiento": "Ajeno", "Avance (%)": 10})
    pagina = subir(hacienda, guardado, ajeno).content.decode()

    assert f"{AJENA}: «" in pagina
    assert "no es de su dependencia" in pagina
    assert reportados() == 0


def test_lo_que_choca_con_lo_guardado_no_entra_hasta_que_se_escoja(
    hacienda: Any, guardado: Any
) -> None:
    vacio = libro_de(hacienda, DE_HACIENDA)
    lleno = llenar(vacio, {"Seguimiento": "Del libro", "Avance (%)": 50}).read()
    fila = actividad_de(DE_HACIENDA)
    hacienda.post(f"/filas/actividad/{fila.pk}/", {"texto": "De la página"})

    def queda(preferir: str) -> str:
        archivo = io.BytesIO(lleno)
        archivo.name = "lleno.xlsx"
        subir(hacienda, guardado, archivo, preferir)
        texto: str = fila.seguimientos.get(corte__fecha=ABIERTO).texto
        return texto

    assert [queda(uno) for uno in ("", "base", "ultimo")] == [
        *("De la página", "De la página", "Del libro"),
    ]


def test_un_texto_del_plan_cambiado_en_el_libro_se_avisa_y_no_se_toma(
    hacienda: Any, guardado: Any
) -> None:
    libro = libro_de(hacienda, DE_HACIENDA)
    cambiada = next(
        celda
        for fila in libro["Actividades"].iter_rows()
        for celda in fila
        if celda.value == actividad_de(DE_HACIENDA).descripcion
        or celda.value == actividad_de(DE_HACIENDA).meta
    )
    cambiada.value = "Otra cosa"
    antes = plan_de(guardado)
    respuesta = subir(hacienda, guardado, llenar(libro, {"Seguimiento": "Hecho"}), "ultimo")

    assert "un libro no lo cambia" in respuesta.content.decode()
    assert (
        actividad_de(DE_HACIENDA).meta
        == antes.dependencias[1].componentes[0].subcomponentes[0].actividades[0].meta
    )
    assert reportados() == 1


def test_con_el_corte_cerrado_un_libro_no_entra(hacienda: Any, control: Any, guardado: Any) -> None:
    lleno = llenar(libro_de(hacienda, DE_HACIENDA), {"Seguimiento": "Tarde"})
    control.post(f"/cortes/{models.Corte.objects.get(fecha=ABIERTO).pk}/cerrar/")
    pagina = subir(hacienda, guardado, lleno).content.decode()

    assert "este plan no tiene un corte abierto" in pagina
    assert reportados() == 0


def test_una_oficina_no_baja_el_libro_de_otra(hacienda: Any) -> None:
    pk = models.Dependencia.objects.get(nombre=AJENA).pk

    assert hacienda.get(f"/dependencias/{pk}/libro.xlsx").status_code == 403


def test_la_pagina_de_reportar_trae_solo_lo_de_la_oficina(hacienda: Any, guardado: Any) -> None:
    pagina = hacienda.get(f"/planes/{guardado.pk}/reportar/").content.decode()

    assert DE_HACIENDA in pagina
    assert AJENA not in pagina
    assert pagina.count("/filas/actividad/") + pagina.count("/filas/tramite/") == 30


def test_las_filas_por_reportar_van_en_el_orden_del_plan(
    hacienda: Any, guardado: Any, ejemplo: paac.Plan
) -> None:
    grupos = hacienda.get(f"/planes/{guardado.pk}/reportar/").context["grupos"]
    suyas = ejemplo.dependencias[1].componentes
    actividades = [
        fila.descripcion
        for componente in suyas
        for sub in componente.subcomponentes
        for fila in sub.actividades
    ]

    assert [fila.descripcion for fila in grupos[0][1][: len(actividades)]] == actividades


def test_un_texto_de_varios_megas_se_rechaza_en_una_frase(hacienda: Any) -> None:
    respuesta = hacienda.generic(
        "POST",
        f"/filas/actividad/{actividad_de(DE_HACIENDA).pk}/",
        "texto=" + "x" * 3_000_000,
        content_type="application/x-www-form-urlencoded",
    )

    assert respuesta.status_code == 400
    assert "El pedido es demasiado grande o está mal escrito." in respuesta.content.decode()
    assert reportados() == 0


def test_un_reporte_de_un_corte_anterior_a_otros_queda_en_su_lugar(
    hacienda: Any, guardado: Any
) -> None:
    models.Corte.objects.filter(fecha=ABIERTO).update(fecha=date(2023, 5, 31))
    fila = actividad_de(DE_HACIENDA)
    hacienda.post(f"/filas/actividad/{fila.pk}/", {"texto": "De mayo"})
    cortes = [uno.corte.fecha for uno in fila.seguimientos.all()]

    assert cortes == sorted(cortes)
    assert date(2023, 5, 31) in cortes
