"""De los riesgos de cada tabla a los datos de un mapa, bajo su proceso."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.ajenos.valores import NoSeEntiendeError, texto_de, valor_de_celda
from paac_reportes.lectura.riesgos.bloques import Bloque, proceso_de_franja
from paac_reportes.lectura.riesgos.celdas import porcentajes
from paac_reportes.lectura.riesgos.riesgo import Anotado, DeUnRiesgo, es_de_cien
from paac_reportes.lectura.riesgos.rotulos import DE_LOS_EJES, ColumnaDelMapa
from paac_reportes.lectura.riesgos.tablas import TablaDeMapa
from paac_reportes.opc.visto import CeldaVista, TablaVista
from paac_reportes.textos.plano import en_plano

_OBJETIVO = re.compile(r"(?<!\s)\s*+\bobjetivo(?: del proceso)?\s*+:\s*+", re.IGNORECASE)


@clases.frozen
class ProcesoDicho:
    """El proceso que dice lo que va encima de una tabla, o el nombre de su hoja."""

    nombre: str
    lugar: str
    supuesto: str = ""
    """Por qué se tomó de allí, si no lo dice un rótulo."""
    otros: tuple[tuple[str, str, str], ...] = ()
    """Su objetivo y su alcance, con la celda de cada uno."""


@attrs.define(eq=False)
class ArmadoDelMapa(Anotado):
    """Los datos que se van juntando de todas las tablas."""

    procesos: list[dict[str, Any]] = attrs.Factory(list)
    _por_nombre: dict[str, int] = attrs.Factory(dict)

    def agregar(self, bloques: Sequence[Bloque], proceso: ProcesoDicho | None) -> None:
        """Los riesgos de una parte de tabla."""
        if not bloques:
            return
        parte = bloques[0].parte
        de_cien = self._porcentajes(parte, bloques)
        nombre_de_arriba: CeldaVista | None = None
        for bloque in bloques:
            suyas = [celda for una in parte.de("proceso.nombre") for celda in bloque.de(una)]
            suya = suyas[0] if suyas else None
            es_otra = suya is not None and suya.fila >= bloque.desde
            indice = self._proceso(bloque, suya or nombre_de_arriba, proceso)
            if suya is None and nombre_de_arriba is not None:
                donde = parte.tabla.lugar_de(bloque.desde)
                cual = mostrar(texto_de(nombre_de_arriba))
                motivo = f"no dice su proceso: se tomó el de arriba, {cual}"
                self.avisos.append(Aviso("dato_de_arriba", donde, motivo))
            if es_otra:
                nombre_de_arriba = suya
            riesgos = self.procesos[indice].setdefault("riesgos", [])
            ruta = f"procesos[{indice}].riesgos[{len(riesgos)}]"
            datos = DeUnRiesgo(self, bloque, ruta, de_cien).datos()
            riesgos.append(datos)
            if bloque.franja is not None and not self._dice_el_proceso(bloque.franja, indice):
                self._con_su_franja(bloque, bloque.franja, datos, ruta)

    def _dice_el_proceso(self, franja: CeldaVista, indice: int) -> bool:
        nombre = self.procesos[indice]["nombre"]
        return _en_comun(proceso_de_franja(franja.texto)[0]) == _en_comun(nombre)

    def _con_su_franja(
        self, bloque: Bloque, franja: CeldaVista, datos: dict[str, Any], ruta: str
    ) -> None:
        """«RIESGOS DE CORRUPCIÓN», si el proceso lo dice otro, queda en los extras de cada uno."""
        lugar = bloque.parte.tabla.lugar_de(franja.fila, franja.columna)
        texto = " ".join(texto_de(franja).split())
        datos["extras"] = {"franja": texto, **datos.get("extras", {})}
        self.tomar(lugar, f"{ruta}.extras.franja")
        motivo = (
            f"{mostrar(texto)} no es el proceso: quedó en extras.franja de los riesgos de debajo"
        )
        self.avisar_una_vez(Aviso("lugar_supuesto", lugar, motivo))

    def datos(self) -> dict[str, Any]:
        """Como van en un mapa."""
        datos: dict[str, Any] = {"procesos": self.procesos}
        if self.seguimientos:
            datos["seguimientos"] = [
                {"corte": corte, **suyo} for corte, suyo in self.seguimientos.items()
            ]
        if self.extras:
            datos["extras"] = self.extras
        return datos

    def _porcentajes(
        self, parte: TablaDeMapa, bloques: Sequence[Bloque]
    ) -> dict[CeldaVista, Decimal]:
        """Los de todas las columnas de porcentajes."""
        todos: dict[CeldaVista, Decimal] = {}
        for una in parte.columnas:
            celdas = [celda for bloque in bloques for celda in bloque.de(una)]
            if es_de_cien(una):
                suyos = porcentajes(celdas)
                todos |= suyos.de_cien
            elif una.dato in DE_LOS_EJES:
                suyos = porcentajes(celdas)
            else:
                continue
            for celda in suyos.como_vecinas:
                self._como_sus_vecinas(parte, una, celda, suyos.de_cien[celda])
            if suyos.mezcla and es_de_cien(una):
                motivo = (
                    f"«{una.rotulo}» trae números de 1 o menos sin su signo, y no se sabe si son"
                    " partes de uno: se leyeron de 0 a 100, como están"
                )
                donde = parte.tabla.lugar_de(celdas[0].fila, una.desde)
                self.avisos.append(Aviso("fracciones", donde, motivo))
        return todos

    def _como_sus_vecinas(
        self, parte: TablaDeMapa, una: ColumnaDelMapa, celda: CeldaVista, de_cien: Decimal
    ) -> None:
        """Un 0,4 entre «40%» y «60%» es 40 %."""
        dicho = f"{de_cien:f}%".replace(".", ",")
        if una.dato in DE_LOS_EJES:
            self.como_vecinas[celda] = dicho
        motivo = f"{mostrar(celda.texto)} se leyó como {dicho}, como las demás de «{una.rotulo}»"
        donde = parte.tabla.lugar_de(celda.fila, celda.columna)
        self.avisos.append(Aviso("fracciones", donde, motivo))

    def _proceso(self, bloque: Bloque, celda: CeldaVista | None, dicho: ProcesoDicho | None) -> int:
        """El lugar de su proceso: el de su columna, el de su franja o el de encima."""
        if celda is not None:
            return self._de_columna(bloque, celda)
        if bloque.franja is not None:
            nombre, se_dice = proceso_de_franja(bloque.franja.texto)
            if se_dice or dicho is None or dicho.supuesto:
                return self._de_franja(bloque, bloque.franja, nombre, se_dice=se_dice)
        if dicho is None:
            motivo = "no dice de qué proceso es: quedó en «Sin proceso»"
            self.avisar_una_vez(Aviso("lugar_supuesto", bloque.parte.tabla.lugar, motivo))
            return self._de_nombre("Sin proceso", "")
        indice = self._de_nombre(dicho.nombre, dicho.lugar)
        if dicho.supuesto:
            self.avisar_una_vez(Aviso("lugar_supuesto", dicho.lugar, dicho.supuesto))
        for campo, texto, lugar in dicho.otros:
            self._completar(indice, campo, texto, lugar)
        return indice

    def _de_columna(self, bloque: Bloque, celda: CeldaVista) -> int:
        """«Contratación», con su objetivo si va en la misma celda o en otra columna."""
        tabla = bloque.parte.tabla
        lugar = tabla.lugar_de(celda.fila, celda.columna)
        nombre, *objetivo = _OBJETIVO.split(texto_de(celda), maxsplit=1)
        indice = self._de_nombre(nombre.strip(), lugar)
        if objetivo:
            self._completar(indice, "objetivo", objetivo[0].strip(), lugar)
        for una in bloque.parte.de("proceso.nombre"):
            self.usadas |= {tabla.lugar_de(c.fila, c.columna) for c in bloque.de(una)}
        for una in bloque.parte.columnas:
            if una.objeto == "proceso" and una.campo != "nombre":
                for suya in bloque.de(una):
                    self._de_la_columna(indice, una, suya, tabla)
        return indice

    def _de_la_columna(
        self, indice: int, una: ColumnaDelMapa, celda: CeldaVista, tabla: TablaVista
    ) -> None:
        donde = tabla.lugar_de(celda.fila, celda.columna)
        try:
            self._completar(indice, una.campo, str(valor_de_celda(una.dato, celda)), donde)
        except NoSeEntiendeError as esperado:
            motivo = f"se esperaba {esperado}, llegó {mostrar(celda.texto)}: no se leyó"
            self.avisos.append(Aviso("celda_ilegible", donde, motivo))

    def _de_franja(self, bloque: Bloque, franja: CeldaVista, nombre: str, *, se_dice: bool) -> int:
        lugar = bloque.parte.tabla.lugar_de(franja.fila, franja.columna)
        if not se_dice:
            motivo = f"se leyó como el proceso de los riesgos de debajo: {mostrar(nombre)}"
            self.avisar_una_vez(Aviso("lugar_supuesto", lugar, motivo))
        self.usadas.add(lugar)
        return self._de_nombre(nombre, lugar)

    def _de_nombre(self, nombre: str, lugar: str) -> int:
        clave = _en_comun(nombre)
        if clave not in self._por_nombre:
            self._por_nombre[clave] = len(self.procesos)
            self.procesos.append({"nombre": nombre.strip()})
            if lugar:
                self.lugares[f"procesos[{self._por_nombre[clave]}].nombre"] = lugar
        elif lugar:
            self.usadas.add(lugar)
        return self._por_nombre[clave]

    def _completar(self, indice: int, campo: str, texto: str, lugar: str) -> None:
        """Un dato del proceso; lo que dice distinto de lo mismo queda dicho."""
        antes = self.procesos[indice].get(campo)
        if antes is None:
            self.procesos[indice][campo] = texto
            self.lugares.setdefault(f"procesos[{indice}].{campo}", lugar)
            self.usadas.add(lugar)
        elif " ".join(antes.split()) == " ".join(texto.split()):
            self.usadas.add(lugar)
        elif lugar not in self.usadas:
            motivo = f"dice {mostrar(texto)}, y el proceso ya decía {mostrar(antes)}: no se leyó"
            self.avisos.append(Aviso("lectura_dudosa", lugar, motivo))


def _en_comun(nombre: str) -> str:
    """Lo que dos modos de escribir un nombre tienen igual."""
    return " ".join(en_plano(nombre).split())
