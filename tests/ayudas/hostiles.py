"""Documentos pequeños que cuestan mucho, hechos de la nada: los que hallaron quienes atacaron."""

from collections.abc import Callable, Iterator, Sequence

from ayudas.paquetes_a_mano import (
    comprimir,
    datos,
    escrita,
    fila,
    parrafo,
    partes_de_excel,
    partes_de_word,
    relaciones,
    tabla,
)

_ROTULOS = ("Componente", "Subcomponente", "Actividad", "Responsable", "Fecha programada", "Meta")


def letras(columna: int) -> str:
    """El nombre de una columna de una hoja, desde 0."""
    nombre = ""
    columna += 1
    while columna:
        columna, resto = divmod(columna - 1, 26)
        nombre = chr(65 + resto) + nombre
    return nombre


def hoja_de(filas: Sequence[Sequence[str]]) -> str:
    """Los datos de una hoja con esos textos, desde A1."""
    escritas = (
        f"<row r='{n}'>{''.join(escrita(texto, f'{letras(c)}{n}') for c, texto in enumerate(una))}</row>"
        for n, una in enumerate(filas, 1)
    )
    return f"<sheetData>{''.join(escritas)}</sheetData>"


def libro_de(filas: Sequence[Sequence[str]]) -> bytes:
    """Un libro de una hoja con esos textos."""
    return comprimir(partes_de_excel(hoja_de(filas)))


def tabla_de_rotulos(filas: int = 200, columnas: int = 200) -> bytes:
    """Un Word de una tabla cuyas celdas son todas rótulos."""
    una = fila(*(_ROTULOS[n % len(_ROTULOS)] for n in range(columnas)))
    return comprimir(partes_de_word(tabla(una * filas)))


def hoja_de_rotulos(filas: int = 200, columnas: int = 200) -> bytes:
    """Lo mismo, en un libro."""
    return libro_de([[_ROTULOS[n % len(_ROTULOS)] for n in range(columnas)]] * filas)


def hoja_ancha(filas: int = 7577, columnas: int = 10) -> bytes:
    """Un libro de 75.770 celdas que no dicen un plan."""
    return libro_de(
        [[f"{_ROTULOS[(f + c) % 6]} {f}" for c in range(columnas)] for f in range(filas)]
    )


def hoja_real(filas: int = 28_000) -> bytes:
    """Una matriz corriente de plan, tan larga como se diga."""
    return libro_de([_ROTULOS[:5], *_filas_de_plan(filas)])


def _filas_de_plan(filas: int) -> Iterator[tuple[str, ...]]:
    for n in range(filas):
        yield (
            f"Componente {n // 5000 + 1}. Gestión del riesgo de corrupción",
            f"Subcomponente {n // 500 + 1}. Política de administración de riesgos",
            f"{n // 500 + 1}.{n % 500 + 1} Socializar la política de administración del riesgo a la"
            f" dependencia número {n} de la entidad",
            f"Oficina de Planeación {n % 30}",
            f"{n % 28 + 1:02d}/{n % 12 + 1:02d}/2020",
        )


def un_texto_compartido(veces: int = 140_000, letras_: int = 4_000) -> bytes:
    """Un libro de un solo texto, que todas las celdas nombran."""
    fila_de_diez = "<row>" + '<c t="s"><v>0</v></c>' * 10 + "</row>"
    filas = fila_de_diez * (veces // 10)
    texto = "Socializar la política " * (letras_ // 23)
    return comprimir(
        partes_de_excel(f"<sheetData>{filas}</sheetData>", textos=f"<si><t>{texto}</t></si>")
    )


def el_ultimo_rincon() -> bytes:
    """Un libro cuya única celda es la última que existe."""
    filas = f"<row>{escrita('z', 'XFD1048576')}</row>"
    return comprimir(partes_de_excel(f"<sheetData>{filas}</sheetData>"))


def columnas_ocultas_sin_fin() -> bytes:
    """Un libro que oculta un billón de columnas."""
    return comprimir(
        partes_de_excel(
            f'<cols><col min="1" max="999999999999" hidden="1"/></cols>{datos(escrita("a", "A1"))}'
        )
    )


def formato_sin_fin(letras_: int = 120_000) -> bytes:
    """Un libro cuyo formato de número es de 120 kB."""
    estilos = (
        f'<numFmts><numFmt numFmtId="200" formatCode="{"#;" * (letras_ // 2)}"/></numFmts>'
        "<fonts><font/></fonts><fills><fill/></fills>"
        '<cellXfs><xf numFmtId="200" fontId="0" fillId="0"/></cellXfs>'
    )
    return comprimir(partes_de_excel(datos('<c r="A1" s="0"><v>5</v></c>'), estilos=estilos))


def estilos_en_cadena(cuantos: int = 40_000) -> bytes:
    """Un Word con un párrafo de cada estilo, y cada estilo sobre el de antes."""
    parrafos = (parrafo(f"t{n}", f'<w:pStyle w:val="e{n}"/>') for n in range(cuantos))
    suyos = (
        f'<w:style w:type="paragraph" w:styleId="e{n}"><w:basedOn w:val="e{n - 1}"/></w:style>'
        for n in range(cuantos)
    )
    return comprimir(partes_de_word("".join(parrafos), estilos="".join(suyos)))


def imagenes_de_una_parte(cuantas: int = 10_000) -> bytes:
    """Un Word de tantas imágenes, todas del mismo archivo."""
    relaciones_ = relaciones(*[("image", "media/una.png")] * cuantas)
    cuerpo = "".join(
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="urn:wp" xmlns:a="urn:a">'
        f'<a:blip r:embed="r{n}"/></wp:inline></w:drawing></w:r></w:p>'
        for n in range(1, cuantas + 1)
    )
    return comprimir(
        {
            **partes_de_word(cuerpo, estilos=""),
            "word/_rels/document.xml.rels": relaciones_.replace(
                "</Relationships>",
                relaciones(("styles", "styles.xml")).partition(">")[2].replace("r1", "e1"),
            ),
            "word/media/una.png": _PNG_INMENSO,
        }
    )


_PNG_INMENSO = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0\xff" * 4 + b"\x08\x06\0\0\0" + bytes(10**6)
"""Dice medir 65.535 puntos de lado más que cualquiera: extendida no cabría en ninguna memoria."""


def zip_en_zip(niveles: int = 40) -> bytes:
    """Un zip que guarda otro, que guarda otro; en el fondo, ceros."""
    dentro = bytes(10**7)
    for _ in range(niveles):
        dentro = comprimir({f"{n}.zip": dentro for n in range(2)})
        if len(dentro) > _GRANDE:
            break
    return dentro


_GRANDE = 2 * 10**7


HOSTILES: dict[str, Callable[[], bytes]] = {
    "tabla de rótulos": tabla_de_rotulos,
    "hoja de rótulos": hoja_de_rotulos,
    "hoja ancha": hoja_ancha,
    "hoja real": hoja_real,
    "un texto compartido": un_texto_compartido,
    "el último rincón": el_ultimo_rincon,
    "columnas ocultas sin fin": columnas_ocultas_sin_fin,
    "formato sin fin": formato_sin_fin,
    "estilos en cadena": estilos_en_cadena,
    "imágenes de una parte": imagenes_de_una_parte,
    "zip en zip": zip_en_zip,
}
