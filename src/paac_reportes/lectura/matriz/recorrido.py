"""De arriba abajo de un documento: de quién es cada fila, y qué filas son de cada registro."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.matriz.celdas import a_lo_ancho, propias
from paac_reportes.lectura.matriz.contexto import Contexto
from paac_reportes.lectura.matriz.copias import FECHAS, PLANEADO
from paac_reportes.lectura.matriz.declaraciones import Declaracion
from paac_reportes.lectura.matriz.franjas import (
    componente_de_columna,
    continua,
    dato_del_rotulo,
    dependencia_de,
    dichos_en,
    franja_de,
    hoja_sin_nombre,
    numero_sin_nombre,
    sin_continua,
    sin_copia,
)
from paac_reportes.lectura.matriz.registros import Lector, Registro, Valor, es_resto
from paac_reportes.lectura.matriz.renglones import Renglon, Renglones
from paac_reportes.lectura.matriz.tablas import Tramo
from paac_reportes.opc.visto import CeldaVista, ParteVista, TablaVista, TextoVisto
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import contar


class Recorrido:
    """Va por un documento y junta los registros de sus tramos."""

    def __init__(
        self,
        declaracion: Declaracion,
        por_tabla: Mapping[TablaVista, Sequence[Tramo]],
        corte: date | None,
    ) -> None:
        self.registros: list[Registro] = []
        self.avisos: list[Aviso] = []
        self.de_tramo: dict[Tramo, list[Aviso]] = {}
        """Avisos de cada tramo: los del que resulta no ser de la matriz no se dan."""
        self.usadas: set[str] = set()
        self.rotulos: set[str] = set()
        self.sin_leer = 0
        self.dichos: list[tuple[str, str]] = []
        self._declaracion = declaracion
        self._de_mapa = bool(declaracion.hijos)
        self._por_tabla = por_tabla
        self._corte = corte
        self._contexto = Contexto()
        self._hojas = {tramo.hoja for tramos in por_tabla.values() for tramo in tramos}
        self._de_la_fila: dict[str, Any] = {}
        self._de_arriba, self._ocultas = Counter[str](), Counter[str]()
        self._franjas: set[str] = set()

    # ------------------------------------------------------------------ lo de encima

    def parte(self, parte: ParteVista) -> None:
        """Lee una hoja, o un documento de Word."""
        if parte.nombre:
            self._contexto = Contexto()
            self._del_nombre(parte)
        for bloque in parte.bloques:
            if isinstance(bloque, TextoVisto):
                es_titulo = bloque.nivel is not None or bloque.texto.isupper()
                if es_titulo or ":" in bloque.texto or not dependencia_de(bloque.texto):
                    self._titulo(bloque.texto, bloque.lugar)
            elif bloque in self._por_tabla:
                self._tabla(bloque)
            else:
                self._encima(bloque, range(len(bloque.filas)))

    def _del_nombre(self, parte: ParteVista) -> None:
        """Regla 8: el nombre de una hoja, si varias traen filas, es el de lo que va en ella."""
        nombre, lugar = sin_copia(parte.nombre), f"hoja «{parte.nombre}»"
        if (
            parte.nombre not in self._hojas
            or len(self._hojas) == 1
            or hoja_sin_nombre(nombre, de_mapa=self._de_mapa)
        ):
            return
        if self._de_mapa:
            self._contexto.decir("proceso.nombre", nombre, lugar)
        elif dependencia_de(nombre):
            self._contexto.decir("dependencia.nombre", nombre, lugar)
        else:
            self._contexto.componente(componente_de_columna(nombre), lugar)
            motivo = "su nombre se leyó como el de lo que va en ella"
            self.avisos.append(Aviso("lugar_supuesto", lugar, motivo))

    def _titulo(self, texto: str, lugar: str, *, ancho: bool = False) -> None:
        """Un párrafo o una celda sola de encima: un componente, una dependencia, un proceso o nada.

        «n. Nombre» es de su serie si va a lo ancho de la tabla.
        """
        franja = franja_de(texto)
        no_van = {"proceso", "subcomponente", *(() if ancho else ("numerada",))}
        if self._de_mapa:
            self._rotulados(texto, lugar)
        elif franja is not None and franja.clase not in no_van:
            self._contexto.poner(franja, lugar, self.avisos, palabra=texto)
            self.usadas.add(lugar)

    def _encima(self, tabla: TablaVista, filas: range, tramo: Tramo | None = None) -> None:
        """Filas que van sobre unos rótulos: títulos, y un rótulo con su valor al lado o debajo."""
        for fila in filas:
            celdas = propias(tabla, fila) if tramo is None else tramo.propias(fila)
            if celdas and tramo is not None and (len(celdas) == 1 or a_lo_ancho(celdas)):
                lugar = tabla.lugar_de(fila, celdas[0].columna)
                self._titulo(celdas[0].texto, lugar, ancho=celdas[0].columnas > 1)
            for n, celda in enumerate(celdas) if len(celdas) > 1 else ():
                dato = dato_del_rotulo(celda.texto)
                if dato is None:
                    self._rotulados(celda.texto, tabla.lugar_de(fila, celda.columna))
                elif (valor := _valor_de(tabla, celdas, n)) is not None:
                    self._decir(dato, valor.texto, tabla.lugar_de(valor.fila, valor.columna))
                    self.rotulos.add(tabla.lugar_de(fila, celda.columna))

    def _rotulados(self, texto: str, lugar: str) -> None:
        """«Proceso: … Objetivo: …» dentro de un texto, en un mapa."""
        for dato, valor in dichos_en(en_un_renglon(texto)) if self._de_mapa else ():
            self._decir(dato, valor, lugar)

    def _decir(self, dato: str, texto: str, lugar: str) -> None:
        """Anota lo que un rótulo de encima dice de las filas que siguen."""
        de_quien = "proceso" if self._de_mapa else "dependencia"
        if texto.strip() and dato.startswith(de_quien):
            self._contexto.decir(dato, texto.strip(), lugar)
            self.usadas.add(lugar)

    # ------------------------------------------------------------------ las filas

    def _tabla(self, tabla: TablaVista) -> None:
        libre = 0
        for tramo in self._por_tabla[tabla]:
            self._encima(tabla, range(libre, tramo.desde), tramo)
            if tramo.raiz is not None:
                de_antes, self.avisos = self.avisos, self.de_tramo.setdefault(tramo, [])
                self._tramo_de_la_matriz(tramo)
                self.avisos = de_antes
            if tramo.entero:
                libre = tramo.hasta + 1 if tramo.raiz is None else tramo.fin

    def _tramo_de_la_matriz(self, tramo: Tramo) -> None:
        """Lee las filas de un tramo."""
        tabla = tramo.tabla
        self._tramo, self._abiertas, self._ninguno = tramo, list[int](), True
        self._lector = Lector(tramo, self._declaracion, tramo.corte or self._corte, self.avisos)
        self._partidos = self._subcomponentes_partidos()
        self.rotulos |= {
            tabla.lugar_de(celda.fila, celda.columna)
            for columna in tramo.columnas
            if columna.datos or columna.celdas
            for fila in range(tramo.desde, tramo.hasta + 1)
            for celda in tabla.filas[fila][columna.desde : columna.hasta + 1]
            if celda is not None
        }
        for fila in tramo.sobra:
            self._no_se_leyo("fila_omitida", [fila], "son rótulos que otra fila dice mejor")
        for renglon in Renglones(tramo, self._declaracion).todos():
            self._renglon(renglon)
        self._cerrar()

    def _renglon(self, renglon: Renglon) -> None:
        fila, clase = renglon.fila, renglon.clase
        resto, de_datos = es_resto(self._tramo, fila), clase == "datos"
        if clase in {"franja", "fin"}:
            self._cerrar()
        if clase == "fin":
            self._no_se_leyo("tabla_omitida", range(fila, self._tramo.fin), renglon.motivo)
            return
        if clase == "franja":
            self._franja(renglon)
            return
        es_otra_cosa = clase == "omitida" and renglon.motivo
        if not (resto or es_otra_cosa):
            self._de_las_columnas(fila, de_datos=de_datos)
        if de_datos or resto or clase == "sigue":
            self._de_la_matriz(fila, de_datos=de_datos, resto=resto)
        elif clase == "blanco":
            self._abiertas += [fila] if self._lo_cubre(fila) else []
        elif renglon.motivo:
            codigo = "fila_sin_leer" if clase == "sin_leer" else "fila_omitida"
            self._no_se_leyo(codigo, [fila], renglon.motivo)

    def _de_la_matriz(self, fila: int, *, de_datos: bool, resto: bool) -> None:
        """Regla 7: una fila empieza un registro, sigue al abierto o al de antes, o no se sabe."""
        repite = bool(self._abiertas) and (resto or self._es_el_mismo(fila))
        empieza = de_datos and not repite
        anterior = self._anterior() if self._ninguno else None
        if anterior is not None and (resto or not de_datos or self._es_el_final_de(anterior, fila)):
            self._continuar(anterior, fila)
        elif empieza or (not repite and self._es_otra_de_su_ancla(fila)):
            if anterior is not None:
                self._decir_a_media_frase(anterior, fila)
            self._abrir(fila)
        elif repite or self._sigue(fila):
            self._abiertas.append(fila)
        else:
            motivo = f"no dice su {self._tramo.raiz.nombre}".replace("tramite", "trámite")
            self._no_se_leyo("fila_sin_leer", [fila], motivo)

    def _abrir(self, fila: int) -> None:
        """Termina el registro abierto y empieza otro."""
        self._cerrar()
        self._abiertas, self._ninguno = [fila], False
        contexto = self._contexto
        self._de_la_fila = {**contexto.dichos, "numero": contexto.numero, "lista": contexto.lista}

    def _cerrar(self) -> None:
        """Termina el registro abierto, si hay uno."""
        if self._abiertas:
            registro = self._lector.leer(self._abiertas, self._de_la_fila)
            if registro.lista == "tramites":
                registro.lista = self._de_la_fila["lista"]
            self.registros.append(registro)
            tabla = self._tramo.tabla
            self._ocultas[tabla.lugar] += len(tabla.filas_ocultas.intersection(registro.filas))
        self._abiertas = []

    def _es_el_mismo(self, fila: int) -> bool:
        """Si una fila repite el riesgo abierto, con su referencia y en su proceso."""
        raiz = self._tramo.raiz
        return (
            self._de_mapa
            and self._abiertas[-1] == fila - 1
            and all(
                self._en(columna, self._abiertas[0]) == self._en(columna, fila)
                for columna in (raiz.ancla, raiz.codigo, "proceso.nombre")
            )
        )

    def _celda(self, dato: str, fila: int) -> CeldaVista | None:
        """Celda que una fila tiene en la columna de un dato."""
        columna = self._tramo.de(dato)
        return None if columna is None else self._tramo.celda(columna, fila)

    def _en(self, dato: str, fila: int) -> str:
        """Lo que una fila dice de un dato, en plano."""
        celda = self._celda(dato, fila)
        return "" if celda is None else en_plano(celda.texto)

    def _lo_cubre(self, fila: int) -> bool:
        """Si la celda del ancla abierta llega hasta una fila."""
        raiz = self._tramo.raiz
        ancla = raiz.codigo if self._tramo.de(raiz.ancla) is None else raiz.ancla
        celda = self._celda(ancla, fila) if self._abiertas else None
        return celda is not None and celda is self._celda(ancla, self._abiertas[0])

    def _es_otra_de_su_ancla(self, fila: int) -> bool:
        """Regla 8: bajo un ancla combinada, la que trae su indicador, meta o fecha es otra."""
        return (
            self._declaracion.una_por_fila
            and self._lo_cubre(fila)
            and any(
                c.campo in PLANEADO
                and c.objeto == self._tramo.raiz.nombre
                and (celda := self._tramo.celda(c, fila)) is not None
                and celda.fila == fila
                for c in self._tramo.columnas
            )
        )

    def _sigue(self, fila: int) -> bool:
        """Regla 7: si una fila sin ancla, con lo de un hijo o de un corte, sigue a la de arriba."""
        if self._lo_cubre(fila) or not self._abiertas:
            return bool(self._abiertas)
        if self._de_mapa:
            return self._abiertas[-1] == fila - 1
        suyas = self._tramo.propias(fila)
        columnas = [c for c in self._tramo.columnas if self._tramo.celda(c, fila) in suyas]
        if self._abiertas[-1] != fila - 1 or any(
            c.objeto != self._declaracion.de_corte for c in columnas
        ):
            return False
        motivo = "sigue al texto de la fila de arriba: se agregó en otro renglón"
        lugar = self._tramo.tabla.lugar_de(fila, suyas[0].columna)
        self.avisos.append(Aviso("fila_continuada", lugar, motivo))
        return True

    def _anterior(self) -> Registro | None:
        """Última fila de la tabla de antes, si es de lo mismo, de un plan y de su hoja."""
        anterior = self.registros[-1] if self.registros and not self._de_mapa else None
        if anterior is None or anterior.tramo.hoja != self._tramo.hoja:
            return None
        return anterior if anterior.raiz is self._tramo.raiz else None

    def _es_el_final_de(self, anterior: Registro, fila: int) -> bool:
        """Regla 7: la primera tras unos rótulos repetidos, sin código, responsable ni fecha."""
        codigo = anterior.raiz.codigo.partition(".")[2]
        datos = {c.campo for c in self._tramo.columnas if self._tramo.celda(c, fila) is not None}
        return codigo in anterior.datos and datos.isdisjoint({codigo, "responsable", *FECHAS})

    def _decir_a_media_frase(self, anterior: Registro, fila: int) -> None:
        """Regla 7: lo reportado que, en la primera tras unos rótulos repetidos, va en minúscula."""
        for columna in self._tramo.columnas:
            celda = self._tramo.celda(columna, fila)
            de_corte = columna.objeto == self._declaracion.de_corte
            if celda is not None and de_corte and celda.texto.lstrip()[:1].islower():
                motivo = f"empieza a media frase: puede seguir a la de {anterior.lugar}"
                lugar = self._tramo.tabla.lugar_de(celda.fila, celda.columna)
                self.avisos.append(Aviso("lectura_dudosa", lugar, motivo))

    def _continuar(self, anterior: Registro, fila: int) -> None:
        """Regla 7: la primera tras unos rótulos repetidos, sin su ancla, sigue a la de antes."""
        self._lector.unir(anterior, self._lector.leer([fila], {}))
        motivo = f"no dice de qué es: se unió a la de antes, {anterior.lugar}"
        self.avisos.append(Aviso("fila_continuada", self._tramo.tabla.lugar_de(fila), motivo))

    # ------------------------------------------------------------------ de quién es

    def _de_las_columnas(self, fila: int, *, de_datos: bool) -> None:
        """Toma lo que las columnas de una fila dicen de quién es; un blanco es lo de arriba."""
        de_proceso = (dato for dato in ("proceso.objetivo", "proceso.alcance") if self._de_mapa)
        for dato in (*self._declaracion.contexto, *de_proceso):
            columna = self._tramo.de(dato)
            if columna is None:
                continue
            celda = self._tramo.celda(columna, fila)
            if celda is not None:
                self._de_la_celda(dato, celda)
            elif de_datos and dato in self._contexto.dichos:
                self._de_arriba[columna.lugar] += 1

    def _de_la_celda(self, dato: str, celda: CeldaVista) -> None:
        """Toma lo que dice una celda de quién es su fila."""
        lugar = self._tramo.tabla.lugar_de(celda.fila, celda.columna)
        entero = sin_continua(celda.texto) if continua(celda.texto) else celda.texto.strip()
        texto = self._partidos.get(celda) or entero
        self.usadas.add(lugar)
        if dato == "componente.nombre":
            self._contexto.componente(componente_de_columna(texto), lugar)
        elif self._de_mapa:
            for dicho, valor in dichos_en(texto, dato):
                self._contexto.decir(dicho, valor, lugar)
        else:
            self._contexto.dichos[dato] = Valor(texto, lugar)

    def _subcomponentes_partidos(self) -> Mapping[CeldaVista, str]:
        """Regla 6: «SUBCOMPONENTE n» en una celda y su nombre en la de abajo, mientras siga n.x."""
        columna = self._tramo.de("subcomponente.nombre")
        nombres: dict[CeldaVista, str] = {}
        for celda, debajo in itertools.pairwise(columna.celdas if columna is not None else ()):
            numero = numero_sin_nombre(celda.texto)
            codigo = self._en(self._tramo.raiz.codigo, debajo.fila)
            if (
                numero
                and re.match(rf"{numero}[.,]", codigo)
                and not numero_sin_nombre(debajo.texto)
            ):
                entero = f"{sin_continua(celda.texto)} {sin_continua(debajo.texto)}"
                nombres[celda] = nombres[debajo] = entero
                lugar = self._tramo.tabla.lugar_de(debajo.fila, debajo.columna)
                motivo = "se leyó como el final del nombre que dice la celda de encima"
                self.avisos.append(Aviso("lugar_supuesto", lugar, motivo))
        return nombres

    def _franja(self, renglon: Renglon) -> None:
        """Regla 6: una franja cambia de quién son las filas que siguen; la que no, se dice."""
        celda, franja = self._tramo.propias(renglon.fila)[0], renglon.franja
        lugar = self._tramo.tabla.lugar_de(celda.fila, celda.columna)
        texto = en_un_renglon(celda.texto)
        self.usadas.add(lugar)
        if franja is not None and (franja.clase == "proceso") == self._de_mapa:
            self._rotulados(texto, lugar)
            if not self._de_mapa:
                self._contexto.poner(franja, lugar, self.avisos, palabra=texto)
            return
        if not self._de_mapa:
            self._no_se_leyo("fila_omitida", [renglon.fila], "no se sabe de qué es")
            return
        proceso = self._contexto.dichos.get("proceso.nombre")
        if self._tramo.de("proceso.nombre") is None and (
            proceso is None or proceso.lugar in self._franjas
        ):
            self._franjas.add(lugar)
            self._contexto.decir("proceso.nombre", texto, lugar)
            motivo = f"se leyó como el proceso de los riesgos de debajo: {mostrar(texto)}"
        else:
            self._contexto.dichos["riesgo.franja"] = Valor(texto, lugar)
            quedo = "quedó en extras.franja de los riesgos de debajo"
            motivo = f"{mostrar(texto)} no es el proceso: {quedo}"
        self.avisos.append(Aviso("lugar_supuesto", lugar, motivo))

    # ------------------------------------------------------------------ lo que se dice

    def _no_se_leyo(self, codigo: str, filas: Sequence[int], motivo: str) -> None:
        """Dice unas filas que no son de datos, con el texto de la primera."""
        tabla = self._tramo.tabla
        con_algo = [fila for fila in filas if self._tramo.propias(fila)]
        for fila in con_algo:
            celdas = (tabla.lugar_de(c.fila, c.columna) for c in self._tramo.propias(fila))
            self.dichos += ((lugar, codigo) for lugar in (tabla.lugar_de(fila), *celdas))
        self.sin_leer += codigo == "fila_sin_leer"
        textos = " | ".join(en_un_renglon(c.texto) for c in self._tramo.propias(filas[0]))
        cuantas = ""
        if codigo == "tabla_omitida":
            cuantas = f" ({contar(len(con_algo), 'fila', 'filas')})"
        motivo = f"{motivo}, y no se leyó{cuantas}: {mostrar(textos)}"
        self.avisos.append(Aviso(codigo, tabla.lugar_de(filas[0]), motivo))

    def avisos_del_documento(self) -> Iterator[Aviso]:
        """Avisos de los blancos que son lo de arriba, de lo oculto y de las columnas que faltan."""
        for lugar, cuantas in self._de_arriba.items():
            filas = contar(cuantas, "fila", "filas")
            yield Aviso("dato_de_arriba", lugar, f"{filas} en blanco: se tomó lo de arriba")
        for lugar, cuantas in (+self._ocultas).items():
            leidas = ("fila está oculta y se leyó", "filas están ocultas y se leyeron")
            yield Aviso("oculto_leido", lugar, contar(cuantas, *leidas))
        tramos = [t for ts in self._por_tabla.values() for t in ts if t.raiz is not None]
        for antes, tramo, despues in zip(tramos, tramos[1:], tramos[2:], strict=False):
            if antes.raiz is tramo.raiz is despues.raiz and not self._de_mapa:
                for dato in sorted((antes.datos & despues.datos) - tramo.datos):
                    if dato.startswith(self._declaracion.de_corte):
                        motivo = f"sin columna de {dato}, que las otras tablas sí traen"
                        yield Aviso("sin_columna", tramo.tabla.lugar, motivo)


def _valor_de(tabla: TablaVista, celdas: Sequence[CeldaVista], n: int) -> CeldaVista | None:
    """Valor de un rótulo: al lado o, si al lado hay otro rótulo o nada, debajo."""
    rotulo, al_lado = celdas[n], celdas[n + 1] if n + 1 < len(celdas) else None
    if al_lado is not None and dato_del_rotulo(al_lado.texto) is None:
        return al_lado
    debajo = rotulo.fila + rotulo.filas
    if rotulo.texto.strip().endswith(":") or debajo >= len(tabla.filas):
        return None
    celda = tabla.filas[debajo][rotulo.columna]
    return celda if celda is not None and celda.texto.strip() else None
