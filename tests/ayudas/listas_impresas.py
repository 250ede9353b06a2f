"""Las listas de las cuentas de un informe, leídas de su Word: de cada cuenta, las filas del plan.

Se lee como la leería una persona con el papel y la matriz: la dependencia, el componente y los
códigos de cada renglón, o la resta que el renglón dice.
"""

import io
import re
from typing import Any

import docx
from analisis.segunda import lugares
from docx.table import Table
from docx.text.paragraph import Paragraph

_LEYENDA = re.compile(r"Tabla \d+\. (.+)")
_CLASES = dict.fromkeys(("actividad", "actividades"), "actividades")
_CLASES |= dict.fromkeys(("trámite", "trámites"), "tramites")
_CLASES |= dict.fromkeys(("intercambio", "intercambios"), "intercambios")
_ENTRE_COMILLAS = r"«((?:[^«»]|«[^«»]*»)+)»"
_REMITE = re.compile(
    r"Las de «(?P<cual>(?:[^«»]|«[^«»]*»)+)»"
    r"(?P<ni_en> que no están en .+)?(?P<menos>, menos: )?"
)
_MESES = re.compile(r"Vencían en [a-z]+ de \d{4}")


class Impreso:
    """Las tablas de un informe por su leyenda, y las filas de cada cuenta."""

    def __init__(self, word: bytes, datos: dict[str, Any]) -> None:
        self.tablas = _tablas(word)
        self.listas: dict[str, tuple[int, list[str]]] = {}
        for nombre, cuantas, filas in self.tablas["Las filas de cada cuenta"][1:]:
            entero = re.sub(r" \(\d+ de \d+\)$", "", nombre)
            if entero not in self.listas:  # los demás renglones suyos no repiten cuántas
                self.listas[entero] = int(cuantas.replace(".", "")), []
            self.listas[entero][1].append(filas)
        self.filas = _filas_de(datos)
        self.oficinas = sorted({una["oficina"] for una in self.filas}, key=len, reverse=True)
        """Sin mayúsculas: en la matriz van como la entidad las escribe, y en una frase, no."""

    def las_de(self, cuenta: str) -> list[str]:
        """Las rutas de las filas de una cuenta: las que están en su lista, o a las que remite."""
        _, renglones = self.listas.get(cuenta, (0, []))
        dicho = renglones[0].rstrip(".") if renglones else ""
        if dicho == "Las de la matriz":
            return [una["ruta"] for una in self.filas]
        if dicho.startswith("Las de los meses que siguen"):
            return [r for una in self.listas if _MESES.fullmatch(una) for r in self.las_de(una)]
        remite = _REMITE.match(dicho)
        if remite is None:
            return [ruta for una in renglones for ruta in self._leidas(una)]
        fuera: set[str] = set()
        if remite["ni_en"]:
            otras = re.findall(_ENTRE_COMILLAS, remite["ni_en"])
            fuera = {ruta for una in otras for ruta in self.las_de(una)}
        elif remite["menos"]:
            fuera = {r for una in renglones for r in self._leidas(una[remite.end() :])}
        return [ruta for ruta in self.las_de(remite["cual"]) if ruta not in fuera]

    def _leidas(self, escrito: str) -> list[str]:
        return [ruta for linea in escrito.split("\n") for ruta in self._de_una_linea(linea)]

    def _de_una_linea(self, linea: str) -> list[str]:
        igual = linea.casefold()
        oficina = next((una for una in self.oficinas if una and igual.startswith(f"{una}, ")), "")
        resto = linea[len(f"{oficina}, ") :] if oficina else linea
        rutas = []
        for grupo in re.split(r"; (?=componente )", resto):
            donde, _, codigos = grupo.partition(": ")
            suyas = [
                una for una in self.filas if (una["oficina"], una["componente"]) == (oficina, donde)
            ]
            rutas += [self._una(suyas, *dicho) for dicho in _dichos(codigos)]
        return rutas

    @staticmethod
    def _una(suyas: list[dict[str, Any]], clase: str, codigo: str, fila: str) -> str:
        """La única que responde: si hay otra, el papel no basta."""
        (hallada,) = (
            una
            for una in suyas
            if (not clase or una["lista"] == clase)
            and (not codigo or una["codigo"] == codigo)
            and (not fila or una["fila"] == int(fila))
        )
        return str(hallada["ruta"])


def _dichos(codigos: str) -> list[tuple[str, str, str]]:
    """De cada código, su clase si se dice, él y su fila si se dice."""
    dichos, clase, por_fila = [], "", False
    for dicho in re.split(r",? [ye] |, ", codigos):
        palabra, _, resto = dicho.partition(" ")
        por_fila |= palabra in {"fila", "filas"}
        clase = _CLASES.get(palabra, clase)
        cual = resto if palabra in {"fila", "filas", *_CLASES} else dicho
        if por_fila:
            dichos.append(("", "", cual))
        elif con_fila := re.fullmatch(r"(.+) \(fila (\d+)\)", cual):
            dichos.append((clase, con_fila[1], con_fila[2]))
        else:
            dichos.append((clase, cual, ""))
    return dichos


def _filas_de(datos: dict[str, Any]) -> list[dict[str, Any]]:
    """Cada fila del plan como se busca en la matriz."""
    veces: dict[tuple[str, str], int] = {}
    filas = []
    for lugar in lugares(datos):
        oficina = ""
        if lugar["dependencia"]:
            suya = datos["dependencias"][int(re.findall(r"\d+", lugar["dependencia"])[0])]
            oficina = (suya.get("nombre_corto") or suya["nombre"]).casefold()
        nombre = lugar["componente"]
        componente = f"componente {nombre}" if nombre.isdecimal() else f"componente «{nombre}»"
        veces[oficina, componente] = veces.get((oficina, componente), 0) + 1
        codigo = lugar["datos"].get("codigo") or lugar["datos"].get("numero") or ""
        filas.append(
            {
                "ruta": lugar["ruta"],
                "lista": re.findall(r"\.([a-z]+)\[\d+\]$", lugar["ruta"])[0],
                "oficina": oficina,
                "componente": componente,
                "codigo": " ".join(codigo.split()),
                "fila": veces[oficina, componente],
            }
        )
    return filas


def _tablas(word: bytes) -> dict[str, list[list[str]]]:
    documento, leyenda = docx.Document(io.BytesIO(word)), ""
    tablas: dict[str, list[list[str]]] = {}
    for parte in documento.element.body:
        if parte.tag.endswith("}p"):
            texto = Paragraph(parte, documento).text.replace("\xa0", " ")
            if hallada := _LEYENDA.fullmatch(texto):
                leyenda = hallada[1]
        elif parte.tag.endswith("}tbl"):
            filas = [
                [celda.text.replace("\xa0", " ") for celda in fila.cells]
                for fila in Table(parte, documento).rows
            ]
            tablas.setdefault(leyenda, filas)
    return tablas
