"""Lo que llega torcido: nada se vuelve marca, nada se corta y nada se cae.

Prueba ``escritores/pdf/textos``.
"""

import json
import struct
import sys
import zlib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrs
import pytest
from ayudas.compartido import RAIZ, lanzar
from ayudas.en_pdf import (
    CARTA,
    METADATOS,
    documento,
    en_pdf,
    fila,
    leer,
    sin_blancos,
    tabla,
)
from ayudas.imagenes import png
from ayudas.planes import CORTE, FORMATO, plan, plan_con
from ayudas.planes import datos as datos_del_plan

import paac_reportes as paac
from paac_reportes.errores import ErrorDeEntorno, ErrorDeMaqueta
from paac_reportes.escritores.pdf import escritor
from paac_reportes.escritores.pdf import motor as cobertura
from paac_reportes.escritores.pdf import motor as fuentes
from paac_reportes.maqueta.contenido import Enfasis, Enlace, Imagen
from paac_reportes.maqueta.documento import Documento, Marco
from paac_reportes.maqueta.estilos import estilos_base
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.maqueta.nodos import Parrafo, Tabla, Titulo
from paac_reportes.maqueta.rejilla import Celda


@pytest.mark.parametrize(
    "texto",
    [
        'comillas "dobles" y \\barras\\n y \\',
        "#let x = 1; #panic() $x^2$ *no* _no_ `no` // no /* no */ <etiqueta> @cita = no - no",
        "[ ] { } ( ) ~ -- --- ... 'no' \"no\"",
        '"); #read("/etc/passwd") #image("x.png") ("',
        "\\u{41} \\( \\[",
    ],
)
def test_ningun_texto_se_vuelve_marca(texto: str) -> None:
    leido = en_pdf(documento(Titulo(texto=texto, nivel=1), Parrafo(texto), tabla(fila(texto))))

    assert leido.seguido == sin_blancos(texto) * 3
    assert leido.marcadores() == [(texto, 1)]


@pytest.mark.parametrize(
    "control", ["\x00", "\x07", "\x1b", "\x85", "\u2028", "\ud800", "\ufeff", "\uf001"]
)
def test_un_caracter_que_no_se_dibuja_sale_como_reemplazo(control: str) -> None:
    assert en_pdf(documento(Parrafo(f"a{control}b"))).seguido == "a\ufffdb"


def test_hebreo_y_arabe_conservan_sus_letras() -> None:
    texto = "Ley שלום עולם 12 مرحبا fin"

    assert Counter(en_pdf(documento(Parrafo(texto))).seguido) == Counter(sin_blancos(texto))


def test_una_palabra_que_no_cabe_se_parte_sin_perder_ni_agregar_letras() -> None:
    larga = "https://ejemplo.test/" + "abcdefghij" * 12
    angosta = Tabla(anchos=(0.1, 0.9), filas=(fila(larga, "al lado"),))
    leido = en_pdf(documento(angosta))
    assert leido.seguido == sin_blancos(larga + "al lado")
    assert len(leido.paginas[0].split("\n")) > 8


@pytest.mark.usefixtures("letra_de_arial")
def test_una_palabra_que_no_cabe_se_parte_primero_por_sus_barras() -> None:
    angosta = Tabla(anchos=(0.16, 0.84), filas=(fila("Subcomponente/procesos", ""),))

    assert en_pdf(documento(angosta)).paginas == ["Subcomponente/\nprocesos"]


def en_cada_ancho(texto: str | Celda, centesimas: range) -> Documento:
    """Una tabla por cada ancho de su primera columna; la otra está vacía."""
    return documento(
        *(Tabla(anchos=(n / 100, 1 - n / 100), filas=(fila(texto, ""),)) for n in centesimas)
    )


@pytest.mark.parametrize(
    "palabra",
    [
        *("teórico-práctico", "plan-anticorrupción", "(auto-evaluación)", "x--y--mmmm"),
        *("a-¿qué-tal?", "https://a.co/los-100-días", "www.a.co/de-2020-1", "https://a.co/x-100/"),
    ],
)
def test_un_guion_al_final_del_renglon_no_se_repite_en_el_que_sigue(palabra: str) -> None:
    """En español Typst lo repite, y sería otro texto."""
    texto = f"Un avance {palabra}"

    assert en_pdf(en_cada_ancho(texto, range(7, 36))).seguido == sin_blancos(texto) * 29


def test_ni_el_que_queda_entre_lo_corriente_y_lo_resaltado() -> None:
    tramos = ("Un seguimiento teórico-", Enfasis("práctico", negrita=True), " y otro")
    leido = en_pdf(en_cada_ancho(Celda(tramos, "celda"), range(7, 30)))

    assert leido.seguido == "Unseguimientoteórico-prácticoyotro" * 23


def test_la_palabra_que_empieza_por_un_guion_no_se_parte_en_el() -> None:
    leido = en_pdf(en_cada_ancho("Con la -Participación", range(16, 40)))

    assert " ".join(leido.paginas).split() == ["Con", "la", "-Participación"] * 24


@pytest.mark.integracion
def test_cuarenta_mil_letras_en_una_celda_salen_todas() -> None:
    seguidas, con_blancos = "x" * 40_000, "letra " * 7_000
    leido = en_pdf(documento(tabla(fila(seguidas, con_blancos))))

    assert leido.seguido.count("x") == 40_000
    assert leido.seguido.count("letra") == 7_000


@pytest.mark.enorme
def test_diez_mil_renglones_no_agotan_la_pila() -> None:
    leido = en_pdf(documento(tabla(fila("a\n" * 10_000), fila("b\tc\t" * 4_000))))

    assert Counter(leido.seguido) == {"a": 10_000, "b": 4_000, "c": 4_000}


@pytest.mark.enorme
def test_cinco_mil_filas_salen_todas() -> None:
    filas = [fila(f"n{numero}", "Una actividad cualquiera") for numero in range(5_000)]
    leido = en_pdf(documento(tabla(*filas, rotulos=(fila("N.º", "Qué", estilo="rotulo"),))))
    leidas = [palabra for p in leido.paginas for palabra in p.split() if palabra[0] == "n"]

    assert leidas == [f"n{numero}" for numero in range(5_000)]


@pytest.mark.integracion
def test_unos_rotulos_mas_altos_que_la_pagina_se_dicen_una_vez_y_enteros() -> None:
    alto = " ".join(f"r{n}" for n in range(2500))
    rotulos = (fila(alto, "b", estilo="rotulo"),)
    leido = en_pdf(documento(tabla(*(fila("x", "y") for _ in range(90)), rotulos=rotulos)))
    leidas = [palabra for p in leido.paginas for palabra in p.split() if palabra[0] == "r"]

    assert leidas == alto.split()


def test_un_encabezado_que_llena_la_pagina_deja_lugar_al_cuerpo() -> None:
    alto = tabla(fila("renglón\n" * 40, estilo="encabezado"))
    leido = en_pdf(documento(Parrafo("el cuerpo"), marco=Marco(pagina=CARTA, encabezado=alto)))

    assert "el cuerpo" in leido.paginas[0]


def test_lo_que_no_trae_nada_tambien_es_un_pdf() -> None:
    vacio = tabla(fila("", ""))
    for bloques in ((), (Parrafo(""),), (Parrafo(()),), (vacio,), (Titulo(texto="", nivel=1),)):
        assert en_pdf(documento(*bloques)).seguido == ""


def test_una_direccion_larguisima_queda_como_texto() -> None:
    enlace = Enlace("aquí", "https://ejemplo.test/" + "a" * 9000)

    assert en_pdf(documento(Parrafo((enlace,)))).enlaces() == []


def test_una_imagen_incompleta_es_un_defecto() -> None:
    rota = Imagen(png()[:20], "png", "x", Mm(5), Mm(5))
    with pytest.raises(ErrorDeMaqueta, match="una imagen está incompleta"):
        en_pdf(documento(Parrafo((rota,))))


@pytest.mark.usefixtures("letra_de_arial")
def test_una_letra_sin_dibujo_se_cambia_y_se_avisa() -> None:
    leido = en_pdf(documento(Parrafo("Uno \u0378 dos"), tabla(fila("\u0379"))))
    (aviso,) = leido.avisos

    assert leido.seguido == "Uno\ufffddos\ufffd"
    assert aviso.codigo == "letra_sin_dibujo"
    assert aviso.mensaje.startswith("ninguna fuente instalada tiene U+0378 (\u0378), U+0379 (")
    assert aviso.mensaje.endswith("en su lugar sale \ufffd")


@pytest.mark.usefixtures("letra_de_arial")
def test_una_letra_con_una_marca_que_su_fuente_no_tiene_se_dibuja_con_otra() -> None:
    leido = en_pdf(documento(Parrafo("p\u0302 y á\u0323, en Bogotá")))

    assert leido.avisos == []
    assert "\ufffd" not in leido.seguido


@pytest.mark.usefixtures("letra_de_arial")
def test_si_ninguna_le_pone_la_marca_se_cambia_la_marca_y_nada_mas(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fuentes.Fuentes, "en_orden", lambda suya, familia: (suya.elegida(familia),))
    leido = en_pdf(documento(Parrafo("p\u0302 y á\u0323, en Bogotá con n\u0303 suelta")))
    (aviso,) = leido.avisos

    assert leido.seguido == "p\ufffdyá\ufffd,enBogotáconn\u0303suelta"
    assert aviso.mensaje.startswith(
        "ninguna fuente instalada tiene U+0070 U+0302 (p\u0302), U+00E1"
    )


@pytest.mark.usefixtures("letra_de_arial")
def test_la_letra_que_otra_fuente_instalada_tiene_no_se_cambia() -> None:
    leido = en_pdf(documento(Parrafo("☑ ✓ → ≥")))

    assert leido.seguido == "☑✓→≥"
    assert leido.avisos == []


def test_una_fuente_que_no_esta_se_dice_y_cual_va_en_su_lugar() -> None:
    estilos = estilos_base("Comic Sans MS", Pt(9))
    leido = en_pdf(attrs.evolve(documento(Parrafo("Hola")), estilos=estilos))
    (aviso,) = leido.avisos

    assert leido.seguido == "Hola"
    assert aviso.codigo == "fuente_sustituida"
    assert aviso.mensaje.startswith("no está instalada la fuente Comic Sans MS")


@pytest.fixture
def maquina_sin_fuentes(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Como donde no hay fuentes del sistema."""
    import typst

    def sin_las_del_sistema(*, sistema: bool) -> typst.Fonts:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=not sistema)

    fuentes.instaladas.cache_clear()
    monkeypatch.setattr(fuentes, "_abrir", sin_las_del_sistema)
    monkeypatch.setattr(escritor, "instaladas", fuentes.instaladas.__wrapped__)
    return monkeypatch


@pytest.mark.integracion
@pytest.mark.usefixtures("maquina_sin_fuentes")
def test_una_tabla_en_la_letra_que_trae_typst_no_pierde_nada() -> None:
    larga = "palabra " * 300
    leido = en_pdf(documento(tabla(*(fila(larga, "extraordinariamente") for _ in range(9)))))

    assert leido.seguido.count("palabra") == 2700
    assert leido.seguido.count("extraordinariamente") == 9


@pytest.mark.usefixtures("maquina_sin_fuentes")
def test_sin_ninguna_fuente_va_la_que_trae_typst() -> None:
    leido = en_pdf(documento(Parrafo("Señal ☑")))

    assert leido.seguido.startswith("Señal")
    assert [aviso.mensaje.split(": ")[-1] for aviso in leido.avisos] == [
        "el PDF lleva Libertinus Serif",
        "en su lugar sale ?",
    ]


def test_una_letra_que_solo_typst_sabe_que_falta_tambien_se_cambia(
    maquina_sin_fuentes: pytest.MonkeyPatch,
) -> None:
    maquina_sin_fuentes.setattr(escritor, "sin_dibujo", lambda *_: set())
    leido = en_pdf(documento(Parrafo("Uno \U0001f9ff dos ☑")))

    assert leido.seguido == "Uno?dos☑"
    assert leido.avisos[-1].mensaje.startswith("ninguna fuente instalada tiene U+1F9FF")


def test_una_fuente_que_no_se_deja_leer_no_tiene_ninguna_letra(tmp_path: Path) -> None:
    for contenido in (b"", b"ttcf", b"\0\1\0\0\0\1", b"x" * 50):
        rota = tmp_path / f"{len(contenido)}.ttf"
        rota.write_bytes(contenido)
        hay = attrs.evolve(fuentes.instaladas(), archivos=((rota, 0),))
        assert cobertura.sin_dibujo("→", hay) == {"→"}


def _de_16_bits(*tramos: tuple[int, int]) -> bytes:
    """Una subtabla de letras de la forma 4."""
    finales = struct.pack(f">{len(tramos)}H", *(hasta for _, hasta in tramos))
    comienzos = struct.pack(f">{len(tramos)}H", *(desde for desde, _ in tramos))
    nada = b"\0\0" * len(tramos)
    cabeza = struct.pack(">7H", 4, 16 + 8 * len(tramos), 0, 2 * len(tramos), 0, 0, 0)
    return cabeza + finales + b"\0\0" + comienzos + nada + nada


def _de_32_bits(*tramos: tuple[int, int]) -> bytes:
    """Una subtabla de letras de la forma 12."""
    grupos = b"".join(struct.pack(">III", *tramo, 0) for tramo in tramos)
    return struct.pack(">HHIII", 12, 0, 16 + len(grupos), 0, len(tramos)) + grupos


def _cmap(*subtablas: tuple[int, int, bytes]) -> bytes:
    """Las letras de una fuente: cada subtabla, tras su plataforma y su clase."""
    registros, cuerpo = b"", b""
    for plataforma, clase, datos in subtablas:
        registros += struct.pack(">HHI", plataforma, clase, 4 + 8 * len(subtablas) + len(cuerpo))
        cuerpo += datos
    return struct.pack(">HH", 0, len(subtablas)) + registros + cuerpo


def _coleccion(*fuentes_: bytes) -> bytes:
    """Varias fuentes en un archivo; cada una, una tabla cualquiera y la de sus letras."""
    lugares, cuerpo = [], b""
    inicio = 12 + 4 * len(fuentes_)
    for letras in fuentes_:
        aqui = inicio + len(cuerpo)
        lugares.append(aqui)
        tablas = struct.pack(">4sIII", b"OS/2", 0, aqui + 44, 4)
        tablas += struct.pack(">4sIII", b"cmap", 0, aqui + 48, len(letras))
        cuerpo += b"\0\1\0\0" + struct.pack(">4H", 2, 0, 0, 0) + tablas + b"otra" + letras
    cabeza = b"ttcf\0\1\0\0" + struct.pack(f">I{len(lugares)}I", len(lugares), *lugares)
    return cabeza + cuerpo


_TODAS = (0, 0xFFFF)


@pytest.mark.parametrize(("lugar", "tiene"), [(0, "→↓"), (1, "★𝄞"), (2, "☑"), (3, ""), (4, "")])
def test_las_letras_de_una_fuente_son_las_de_sus_tablas_de_unicode(
    tmp_path: Path, lugar: int, tiene: str
) -> None:
    archivo = tmp_path / "varias.ttc"
    archivo.write_bytes(
        _coleccion(
            _cmap((1, 0, _de_16_bits(_TODAS)), (3, 1, _de_16_bits((0x2192, 0x2193), (9, 9)))),
            _cmap((3, 10, _de_32_bits((0x2605, 0x2605), (0x1D11E, 0x1D11E)))),
            _cmap((0, 3, _de_16_bits((0x2611, 0x2611)))),
            _cmap((3, 0, _de_16_bits(_TODAS)), (1, 1, _de_16_bits(_TODAS))),
            _cmap((3, 1, b"\0\6" + _de_16_bits(_TODAS)[2:])),
        )
    )
    hay = attrs.evolve(fuentes.instaladas(), archivos=((archivo, lugar),))

    assert set("↑→↓↔★☆☑☒𝄝𝄞𝄟") - cobertura.sin_dibujo("↑→↓↔★☆☑☒𝄝𝄞𝄟", hay) == set(tiene)


def test_sin_el_extra_el_mensaje_trae_la_linea_que_lo_instala(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    anterior = tmp_path / "a.pdf"
    anterior.write_bytes(b"el de ayer")

    with pytest.raises(ErrorDeEntorno) as error:
        paac.reporte(plan(), FORMATO, corte=CORTE).guardar(anterior)
    assert str(error.value) == (
        "para escribir PDF hace falta Typst, del extra [pdf]: «python -m pip install"
        ' "typst<0.16,>=0.15"»; o genere .docx'
    )
    assert anterior.read_bytes() == b"el de ayer"


def test_por_la_puerta_sale_el_pdf() -> None:
    reporte = paac.reporte(plan_con(descripcion="Divulgar «el mapa»"), FORMATO, corte=CORTE)
    emision = reporte.emitir(".pdf")

    assert emision.tipo_mime == "application/pdf"
    assert "Divulgar«elmapa»" in leer(emision.contenido).seguido


@pytest.mark.integracion
def test_ocho_hilos_a_la_vez_dan_lo_mismo_que_uno() -> None:
    documentos = [
        documento(tabla(*(fila(f"{n}-{m}", "texto") for m in range(60)))) for n in range(8)
    ]
    uno_a_uno = [en_pdf(suyo).datos for suyo in documentos]
    with ThreadPoolExecutor(8) as hilos:
        a_la_vez = [leido.datos for leido in hilos.map(en_pdf, documentos)]

    assert a_la_vez == uno_a_uno


@pytest.mark.integracion
def test_no_lee_archivos_ni_red_ni_deja_nada_en_disco(tmp_path: Path) -> None:
    programa = (
        "import json, sys\n"
        "from ayudas.en_pdf import documento, en_pdf\n"
        "from paac_reportes.maqueta.nodos import Parrafo\n"
        "en_pdf(documento(Parrafo('Hola')))\n"
        "abiertos = []\n"
        "sys.addaudithook(lambda que, datos: abiertos.append([que, str(datos)[:80]])\n"
        "    if que.startswith(('open', 'socket', 'tempfile', 'subprocess')) else None)\n"
        "en_pdf(documento(Parrafo('Adiós')))\n"
        "print(json.dumps(abiertos))\n"
    )
    entorno = {"PYTHONPATH": f"{RAIZ / 'src'}:{RAIZ / 'tests'}", "TMPDIR": str(tmp_path)}
    hecho = lanzar(sys.executable, "-c", programa, check=True, cwd=tmp_path, env=entorno)

    assert json.loads(hecho.stdout) == []
    assert list(tmp_path.iterdir()) == []


def test_sin_fecha_el_archivo_no_dice_ninguna() -> None:
    sin_fecha = attrs.evolve(documento(), metadatos=attrs.evolve(METADATOS, fecha=None))
    datos = en_pdf(sin_fecha).lector.metadata

    assert datos is not None
    assert "/CreationDate" not in datos


def test_una_celda_de_varias_filas_altisima_no_se_corta() -> None:
    numeros = [f"v{n}" for n in range(3000)]
    alta = fila(Celda(" ".join(numeros), "celda", filas=3), "1")
    leido = en_pdf(documento(tabla(alta, fila("2"), fila("3"))))

    assert [p for pagina in leido.paginas for p in pagina.split() if p[0] == "v"] == numeros


def test_una_imagen_danada_por_dentro_se_dice_en_espanol() -> None:
    """Sus trozos están enteros y suman lo que deben: se nota al extenderla."""
    entera = png()
    datos = entera[entera.index(b"IDAT") + 4 : entera.index(b"IEND") - 8]
    danado = b"\xff" * len(datos)
    suma = zlib.crc32(b"IDAT" + danado)
    danada = entera.replace(datos, danado).replace(
        struct.pack(">I", zlib.crc32(b"IDAT" + datos)), struct.pack(">I", suma)
    )
    with pytest.raises(
        paac.ErrorDeEntrada, match=r"entidad\.escudo: .* llegó una PNG cortada, dañada o"
    ):
        paac.desde_datos(datos_del_plan(entidad={"nombre": "X", "escudo": danada}))
    sin_mirar = Imagen(danada, "png", "x", Mm(5), Mm(5))
    with pytest.raises(paac.ErrorDeEntrada, match="está dañada por dentro y no se puede dibujar"):
        en_pdf(documento(Parrafo((sin_mirar,))))


def test_lo_que_typst_no_previo_es_un_error_de_la_biblioteca(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class PanicException(BaseException):
        """La que lanza un programa en Rust que se detiene."""

    def detenerse(*_en_orden: object, **_por_nombre: object) -> bytes:
        raise PanicException("index out of bounds")

    monkeypatch.setattr("typst.compile", detenerse)
    plan = paac.en_blanco(paac.Entidad(nombre="MUNICIPIO"), vigencia=2026)
    with pytest.raises(paac.ErrorPaac, match="Typst no pudo componer"):
        paac.reporte(plan, "paac-plan").emitir("pdf")
