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
from paac_reportes.lectura.riesgos.riesgo import AnotacionesDelMapa, DatosDeUnRiesgo, es_de_cien
from paac_reportes.lectura.riesgos.rotulos import ColumnaDelMapa
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
    datos: tuple[tuple[str, str, str], ...] = ()
    """Su objetivo y su alcance, con la celda de cada uno."""


@attrs.define(eq=False)
class ArmadoDelMapa(AnotacionesDelMapa):
    """Los datos que se van juntando de todas las tablas."""

    procesos: list[dict[str, Any]] = attrs.Factory(list)
    _por_nombre: dict[str, int] = attrs.Factory(dict)

    def agregar(self, bloques: Sequence[Bloque], proceso: ProcesoDicho | None) -> None:
        """Agrega los riesgos de una parte de tabla a su proceso."""
        if not bloques:
            return
        parte = bloques[0].parte
        de_cien = self._porcentajes(parte, bloques)
        nombre_de_arriba: CeldaVista | None = None
        for bloque in bloques:
            columnas = parte.columnas_de("proceso.nombre")
            celda = next(
                (celda for columna in columnas for celda in bloque.celdas_de(columna)), None
            )
            empieza_aqui = celda is not None and celda.fila >= bloque.desde
            indice = self._indice_del_proceso(bloque, celda or nombre_de_arriba, proceso)
            if celda is None and nombre_de_arriba is not None:
                lugar = parte.tabla.lugar_de(bloque.desde)
                nombre = mostrar(texto_de(nombre_de_arriba))
                motivo = f"no dice su proceso: se tomó el de arriba, {nombre}"
                self.avisos.append(Aviso("dato_de_arriba", lugar, motivo))
            if empieza_aqui:
                nombre_de_arriba = celda
            riesgos = self.procesos[indice].setdefault("riesgos", [])
            ruta = f"procesos[{indice}].riesgos[{len(riesgos)}]"
            datos = DatosDeUnRiesgo(self, bloque, ruta, de_cien).datos()
            riesgos.append(datos)
            if bloque.franja is not None:
                de_la_franja = _en_comun(proceso_de_franja(bloque.franja.texto)[0])
                if de_la_franja != _en_comun(self.procesos[indice]["nombre"]):
                    self._guardar_franja(bloque, bloque.franja, datos, ruta)

    def _guardar_franja(
        self, bloque: Bloque, franja: CeldaVista, datos: dict[str, Any], ruta: str
    ) -> None:
        """Guarda en los extras de un riesgo la franja que no es su proceso.

        «RIESGOS DE CORRUPCIÓN», sobre una tabla con su columna de procesos.
        """
        lugar = bloque.parte.tabla.lugar_de(franja.fila, franja.columna)
        texto = " ".join(texto_de(franja).split())
        datos["extras"] = {"franja": texto, **datos.get("extras", {})}
        self.tomar(lugar, f"{ruta}.extras.franja")
        motivo = (
            f"{mostrar(texto)} no es el proceso: quedó en extras.franja de los riesgos de debajo"
        )
        self.avisar_una_vez(Aviso("lugar_supuesto", lugar, motivo))

    def datos(self) -> dict[str, Any]:
        """Datos como van en un mapa."""
        datos: dict[str, Any] = {"procesos": self.procesos}
        if self.seguimientos:
            datos["seguimientos"] = [
                {"corte": corte, **seguimiento} for corte, seguimiento in self.seguimientos.items()
            ]
        if self.extras:
            datos["extras"] = self.extras
        return datos

    def _porcentajes(
        self, parte: TablaDeMapa, bloques: Sequence[Bloque]
    ) -> dict[CeldaVista, Decimal]:
        """Valores, de 0 a 100, de las celdas de todas las columnas de porcentajes."""
        de_cien: dict[CeldaVista, Decimal] = {}
        for columna in parte.columnas:
            if not es_de_cien(columna):
                continue
            celdas = [celda for bloque in bloques for celda in bloque.celdas_de(columna)]
            de_la_columna = porcentajes(celdas)
            de_cien |= de_la_columna.de_cien
            for celda in de_la_columna.como_vecinas:
                self._anotar_como_vecina(parte, columna, celda, de_la_columna.de_cien[celda])
            if de_la_columna.mezcla:
                motivo = (
                    f"«{columna.rotulo}» trae números de 1 o menos sin su signo, y no se sabe si"
                    " son partes de uno: se leyeron de 0 a 100, como están"
                )
                lugar = parte.tabla.lugar_de(celdas[0].fila, columna.desde)
                self.avisos.append(Aviso("fracciones", lugar, motivo))
        return de_cien

    def _anotar_como_vecina(
        self, parte: TablaDeMapa, columna: ColumnaDelMapa, celda: CeldaVista, de_cien: Decimal
    ) -> None:
        """Anota la celda que se leyó como las demás: un 0,4 entre «40%» y «60%» es 40 %."""
        porcentaje = f"{de_cien:f}%".replace(".", ",")
        se_leyo = f"{mostrar(celda.texto)} se leyó como {porcentaje}"
        motivo = f"{se_leyo}, como las demás de «{columna.rotulo}»"
        lugar = parte.tabla.lugar_de(celda.fila, celda.columna)
        self.avisos.append(Aviso("fracciones", lugar, motivo))

    def _indice_del_proceso(
        self, bloque: Bloque, celda: CeldaVista | None, de_encima: ProcesoDicho | None
    ) -> int:
        """Índice del proceso de un riesgo: el de su columna, el de su franja o el de encima."""
        if celda is not None:
            return self._proceso_de_columna(bloque, celda)
        if bloque.franja is not None:
            nombre, se_dice = proceso_de_franja(bloque.franja.texto)
            if se_dice or de_encima is None or de_encima.supuesto:
                return self._proceso_de_franja(bloque, bloque.franja, nombre, se_dice=se_dice)
        if de_encima is None:
            motivo = "no dice de qué proceso es: quedó en «Sin proceso»"
            self.avisar_una_vez(Aviso("lugar_supuesto", bloque.parte.tabla.lugar, motivo))
            return self._indice_de("Sin proceso", "")
        indice = self._indice_de(de_encima.nombre, de_encima.lugar)
        if de_encima.supuesto:
            self.avisar_una_vez(Aviso("lugar_supuesto", de_encima.lugar, de_encima.supuesto))
        for campo, texto, lugar in de_encima.datos:
            self._completar(indice, campo, texto, lugar)
        return indice

    def _proceso_de_columna(self, bloque: Bloque, celda: CeldaVista) -> int:
        """Índice del proceso que dice una celda, con lo que dicen de él las demás columnas.

        El objetivo puede ir en la misma: «Contratación. Objetivo: …».
        """
        tabla = bloque.parte.tabla
        lugar = tabla.lugar_de(celda.fila, celda.columna)
        nombre, *objetivo = _OBJETIVO.split(texto_de(celda), maxsplit=1)
        indice = self._indice_de(nombre.strip(), lugar)
        if objetivo:
            self._completar(indice, "objetivo", objetivo[0].strip(), lugar)
        for columna in bloque.parte.columnas_de("proceso.nombre"):
            self.usadas |= {tabla.lugar_de(c.fila, c.columna) for c in bloque.celdas_de(columna)}
        for columna in bloque.parte.columnas:
            if columna.objeto == "proceso" and columna.campo != "nombre":
                for celda_del_proceso in bloque.celdas_de(columna):
                    self._completar_con_celda(indice, columna, celda_del_proceso, tabla)
        return indice

    def _completar_con_celda(
        self, indice: int, columna: ColumnaDelMapa, celda: CeldaVista, tabla: TablaVista
    ) -> None:
        """Completa un proceso con el dato de una celda; la ilegible, se avisa."""
        lugar = tabla.lugar_de(celda.fila, celda.columna)
        try:
            self._completar(indice, columna.campo, str(valor_de_celda(columna.dato, celda)), lugar)
        except NoSeEntiendeError as esperado:
            motivo = f"se esperaba {esperado}, llegó {mostrar(celda.texto)}: no se leyó"
            self.avisos.append(Aviso("celda_ilegible", lugar, motivo))

    def _proceso_de_franja(
        self, bloque: Bloque, franja: CeldaVista, nombre: str, *, se_dice: bool
    ) -> int:
        """Índice del proceso que nombra una franja; ``se_dice``, si ella dice que lo es."""
        lugar = bloque.parte.tabla.lugar_de(franja.fila, franja.columna)
        if not se_dice:
            motivo = f"se leyó como el proceso de los riesgos de debajo: {mostrar(nombre)}"
            self.avisar_una_vez(Aviso("lugar_supuesto", lugar, motivo))
        self.usadas.add(lugar)
        return self._indice_de(nombre, lugar)

    def _indice_de(self, nombre: str, lugar: str) -> int:
        """Índice del proceso de ese nombre, que se agrega si no estaba."""
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
        """Pone un dato del proceso; lo que dice distinto de lo mismo queda avisado."""
        ya_decia = self.procesos[indice].get(campo)
        if ya_decia is None:
            self.procesos[indice][campo] = texto
            self.lugares.setdefault(f"procesos[{indice}].{campo}", lugar)
            self.usadas.add(lugar)
        elif " ".join(ya_decia.split()) == " ".join(texto.split()):
            self.usadas.add(lugar)
        elif lugar not in self.usadas:
            motivo = f"dice {mostrar(texto)}, y el proceso ya decía {mostrar(ya_decia)}: no se leyó"
            self.avisos.append(Aviso("lectura_dudosa", lugar, motivo))


def _en_comun(nombre: str) -> str:
    """Nombre sin lo que cambia entre dos modos de escribirlo."""
    return " ".join(en_plano(nombre).split())
