"""Filas de las hojas de unas listas, cada una en su lugar del contenido."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes.estructura import mostrar
from paac_reportes.lectura.filas.valores import leer_corte, texto_que_llega
from paac_reportes.libros.columnas import LISTA, NOTAS, ColumnaDelLibro
from paac_reportes.libros.cortes import columnas_por_corte
from paac_reportes.libros.duenos import Dueno, Duenos
from paac_reportes.libros.listas import (
    NUMERO,
    HojaDeLista,
    Nivel,
    hojas_de_listas,
    niveles_de,
    pasos_de,
)
from paac_reportes.libros.por_armar import PorArmar, filas_de_hoja
from paac_reportes.libros.valores import como_se_lee, dudas_de, leer_opcion
from paac_reportes.libros.vistas import FilaDelLibro, TablaLeida, leer_fecha_o_texto
from paac_reportes.modelo.recorrer import contenidos_de
from paac_reportes.textos.frases import contraido
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import lista


@attrs.define
class _LoLeido:
    """Lo que una fila dice de lo suyo, y la celda de cada dato por su ruta desde él."""

    datos: dict[str, Any]
    lugares: dict[str, str]


class ArmadorDelContenido:
    """Pone lo de cada fila en su lugar."""

    def __init__(self, tablas: Mapping[str, TablaLeida], por_armar: PorArmar) -> None:
        self._por_armar = por_armar
        self._raiz = Dueno("", por_armar.datos)
        self._duenos: dict[str, Duenos] = {}
        self._leidas: dict[str, Dueno] = {}
        """Lo de cada fila que salió con el libro, por cuál era: la que se repite es una copia."""
        self._hojas = [
            (una, list(_que_dicen_algo(una, filas_de_hoja(tablas, una.hoja.nombre))))
            for una in hojas_de_listas(por_armar.tema)
        ]

    def armar(self) -> None:
        """Hoja por hoja: quien contiene va antes que lo que contiene."""
        for de_lista, filas in self._hojas:
            for duenos in self._duenos.values():
                duenos.empezar()
            por_corte = columnas_por_corte(de_lista.de_corte, filas[0].columnas if filas else ())
            for fila in filas:
                if not de_lista.hoja.tabla:
                    self._de_una_lista(de_lista, por_corte, fila)
                elif (dueno := self._dueno(de_lista.niveles, fila)) is not None:
                    self._de_una_tabla(de_lista, fila, dueno)
        self._todas_o_ninguna()

    # -------------------------------------------------------------- de quién es cada fila
    def _todas_o_ninguna(self) -> None:
        """Falla de las filas que no dicen uno que puede no haber, si otras lo dicen."""
        for nivel in {n for una, _ in self._hojas for n in una.niveles if n.nombrado.a_veces}:
            dentro = [rama.nombre for rama in contenidos_de(nivel.contenido.clase)]
            for nombre in dentro if nivel.contenido.nombre in self._raiz.datos else ():
                if self._raiz.datos.pop(nombre, ()):
                    motivo = (
                        f"no dice {nivel.nombrado.el}, y otras filas sí: dígala en todas, o en"
                        " ninguna; la que sobre, bórrela"
                    )
                    lugar = self._por_armar.lugares[f"{nombre}[0]"]
                    self._por_armar.fallar("datos_incoherentes", lugar, motivo)

    def _dueno(self, niveles: Sequence[Nivel], fila: FilaDelLibro) -> Dueno | None:
        """Dueño de una fila; ``None`` si no se sabe, y ya se dijo."""
        if not niveles:
            return self._raiz
        dueno = self._duenos_de(niveles[-1]).de(fila)
        de_arriba = [n.nombrado.el for n in niveles if self._duenos_de(n).es_el_de_arriba]
        if de_arriba:
            motivo = f"en blanco: se tomó {lista(de_arriba)} de la fila de arriba"
            self._por_armar.avisar("dato_de_arriba", fila.lugar, motivo)
        return dueno

    def _duenos_de(self, nivel: Nivel) -> Duenos:
        """Dueños de un nivel, que se arman una vez, dentro de los del nivel de afuera."""
        if nivel.lista not in self._duenos:
            afuera = niveles_de(nivel.lista, self._por_armar.tema)[:-1]
            self._duenos[nivel.lista] = Duenos(
                nivel, self._por_armar, self._raiz, self._duenos_de(afuera[-1]) if afuera else None
            )
        return self._duenos[nivel.lista]

    # -------------------------------------------------------------- las listas
    def _de_una_lista(
        self,
        de_lista: HojaDeLista,
        por_corte: Mapping[str, Sequence[ColumnaDelLibro]],
        fila: FilaDelLibro,
    ) -> None:
        """Lectura de una fila: lo que dice, en la lista de su dueño."""
        leido, niveles = self._leido(de_lista, por_corte, fila), de_lista.niveles
        es_uno = (
            bool(leido.datos)
            or de_lista.raiz in fila.notas
            or bool(niveles and de_lista.obligatorios)
        )
        if not es_uno and niveles and not niveles[-1].hoja:
            ultimo = niveles[-1]  # la fila puede ser sólo de quien contiene a éste
            calla = self._duenos_de(ultimo).calla(fila) and ultimo.raiz not in fila.notas
            niveles = niveles[:-1] if calla else niveles
        dueno = self._dueno(niveles, fila)
        if dueno is None:
            return
        if dueno is not self._raiz and niveles == de_lista.niveles:
            self._completar(dueno, de_lista.de_su_dueno, fila)
        if es_uno:
            self._poner_en(dueno, de_lista, fila, leido)

    def _completar(
        self, dueno: Dueno, columnas: Sequence[ColumnaDelLibro], fila: FilaDelLibro
    ) -> None:
        """Los demás datos de un dueño sin hoja: lo que otra fila ya dijo tiene que ser lo mismo."""
        for columna, (campo,) in pasos_de(columnas):
            valor, celda = como_se_lee(fila, columna), fila.lugar_de(columna.dato)
            if valor is None:
                continue
            if dueno.datos.setdefault(campo, valor) != valor:
                antes = self._por_armar.lugares[f"{dueno.ruta}.{campo}"]
                motivo = f"dice {mostrar(valor)}, y {antes} dice {mostrar(dueno.datos[campo])}"
                self._por_armar.fallar("datos_incoherentes", celda, motivo)
            self._por_armar.usar(fila, columna.dato)
            self._por_armar.lugares.setdefault(f"{dueno.ruta}.{campo}", celda)

    def _poner_en(
        self, dueno: Dueno, de_lista: HojaDeLista, fila: FilaDelLibro, leido: _LoLeido
    ) -> None:
        """Lo que dice una fila, en la lista de su dueño."""
        propio = de_lista.propio
        copiada = self._leidas.get(fila.salio)
        salio = "" if copiada is not None else fila.salio
        objeto = dueno.agregar(self._cual_lista(de_lista, fila), leido.datos, salio)
        objeto.huellas = fila.huellas
        if salio:
            self._leidas[salio] = objeto
        self._por_armar.lugares |= {
            f"{objeto.ruta}{ruta}": lugar for ruta, lugar in leido.lugares.items()
        }
        self._numerar(de_lista, fila, objeto)
        for campo, otra_lista in de_lista.hoja.nombran.items():
            self._nombrados(campo, otra_lista, de_lista, fila, objeto)
        por_campos = propio is not None and propio.nombrado.como == "campos"  # lo dice él
        if copiada is not None and copiada.datos == objeto.datos and not por_campos:
            motivo = f"repite la de {self._por_armar.lugares[copiada.ruta]}"
            self._por_armar.avisar("fila_repetida", fila.lugar, motivo)
        if propio is not None:
            self._duenos_de(propio).conocer(objeto, fila.lugar)

    def _cual_lista(self, de_lista: HojaDeLista, fila: FilaDelLibro) -> str:
        """La primera, salvo que la fila diga otra."""
        listas, escrita = de_lista.hoja.listas, fila.valor(LISTA)
        plana = en_plano(str(escrita or ""))
        for nombre, como_se_escoge in listas.items():
            if not plana or plana.startswith(en_plano(como_se_escoge).removesuffix("s")):
                return nombre
        if listas:
            motivo = f"se esperaba {' o '.join(listas.values())}, llegó {mostrar(escrita)}"
            self._por_armar.fallar("opcion_desconocida", fila.lugar_de(LISTA), motivo)
        return de_lista.contenido.nombre

    def _leido(
        self,
        de_lista: HojaDeLista,
        por_corte: Mapping[str, Sequence[ColumnaDelLibro]],
        fila: FilaDelLibro,
    ) -> _LoLeido:
        """El objeto que dice una fila, con la celda de cada dato."""
        leido = _LoLeido({}, {"": fila.lugar})
        for nota in fila.notas:
            if nota in de_lista.partes:
                _poner(leido.datos, (*nota.split("."),), {})
        propias = [c for c in de_lista.propias if c.camino not in de_lista.hoja.nombran]
        self._leer_celdas(fila, propias, leido)
        antes = f"{de_lista.raiz}.extras."
        for dato in fila.columnas if de_lista.lleva_extras else ():
            valor = fila.propio(dato) if dato.startswith(antes) else None
            if valor is not None:
                nombre = dato.removeprefix(antes)
                leido.datos.setdefault("extras", {})[nombre] = valor
                leido.lugares[f".extras.{nombre}"] = fila.lugar_de(dato)
        if de_lista.de_corte:
            self._leer_cortes(de_lista, por_corte, fila, leido)
        return leido

    def _leer_celdas(
        self, fila: FilaDelLibro, columnas: Sequence[ColumnaDelLibro], leido: _LoLeido, en: str = ""
    ) -> None:
        """Lo que dicen unas celdas de una fila, con su lugar; ``en``, la ruta de quien lo lleva."""
        for columna, paso in pasos_de(columnas):
            if columna.dato not in fila.columnas:
                continue
            leido.lugares[".".join((en, *paso))] = fila.lugar_de(columna.dato)
            self._por_armar.avisos += dudas_de(fila, columna)
            valor = leer_opcion(fila, columna, self._por_armar.fallas)
            if valor is not None:
                _poner(leido.datos, paso, valor)

    def _leer_cortes(
        self,
        de_lista: HojaDeLista,
        por_corte: Mapping[str, Sequence[ColumnaDelLibro]],
        fila: FilaDelLibro,
        leido: _LoLeido,
    ) -> None:
        """Lo que la fila dice en cada corte; primero los que están anotados, y en ese orden."""
        raiz = f"{de_lista.de_corte[0].dato.partition('.')[0]}@"
        anotados = [nota.removeprefix(raiz) for nota in fila.notas if nota.startswith(raiz)]
        seguimientos: list[dict[str, Any]] = []
        for corte in dict.fromkeys((*anotados, *por_corte)):
            ruta = f".{de_lista.hoja.por_corte}[{len(seguimientos)}]"
            en_el_corte = _LoLeido({}, {ruta: fila.lugar, f"{ruta}.corte": fila.lugar})
            self._leer_celdas(fila, por_corte.get(corte, ()), en_el_corte, ruta)
            if en_el_corte.datos or corte in anotados:
                seguimientos.append({"corte": leer_corte(corte), **en_el_corte.datos})
                leido.lugares |= en_el_corte.lugares
        if seguimientos:
            leido.datos[de_lista.hoja.por_corte] = seguimientos

    # -------------------------------------------------------------- lo que nombra otra hoja
    def _numerar(self, de_lista: HojaDeLista, fila: FilaDelLibro, objeto: Dueno) -> None:
        """Con qué número lo nombra otra hoja; si no lo dice, con su lugar."""
        dueno, nombre = objeto.dueno, de_lista.contenido.nombre
        if not de_lista.hoja.numero or dueno is None:
            return
        lugar = len(dueno.datos[nombre])
        numero = str(texto_que_llega(fila.valor(NUMERO)) or lugar).strip()
        self._por_armar.usar(fila, NUMERO)
        if (nombre, numero) in dueno.numeros:
            motivo = (
                f"{self._el_dueno(de_lista)} ya tiene otra fila con el número {mostrar(numero)}"
            )
            self._por_armar.fallar("dato_repetido", fila.lugar_de(NUMERO), motivo)
        dueno.numeros.setdefault((nombre, numero), lugar)

    def _nombrados(
        self,
        campo: str,
        otra_lista: str,
        de_lista: HojaDeLista,
        fila: FilaDelLibro,
        objeto: Dueno,
    ) -> None:
        """El lugar de cada uno de los de otra lista que se nombran por su número."""
        dato, dueno = f"{de_lista.raiz}.{campo}", objeto.dueno
        assert dueno is not None  # noqa: S101 - la otra lista es de quien lo contiene
        celda, crudo = fila.lugar_de(dato), fila.valor(dato)
        # Excel toma «1,2» por un número con decimales.
        texto = fila.texto(dato) if isinstance(crudo, Decimal) else crudo
        numeros = list(filter(None, re.split(r"[\s,;y]+", str(texto_que_llega(texto) or ""))))
        hojas = (una.hoja for una, _ in self._hojas if una.contenido.nombre == otra_lista)
        nombre = next(hoja.nombre for hoja in hojas if not hoja.tabla)
        for numero in numeros:
            if (otra_lista, numero) not in dueno.numeros:
                motivo = (
                    f"{self._el_dueno(de_lista)} no tiene {mostrar(numero)} en la hoja {nombre}"
                )
                self._por_armar.fallar("fuera_de_rango", celda, motivo)
        if numeros:
            objeto.datos[campo] = [dueno.numeros.get((otra_lista, n), 1) for n in numeros]
            self._por_armar.lugares[f"{objeto.ruta}.{campo}"] = celda

    def _el_dueno(self, de_lista: HojaDeLista) -> str:
        return de_lista.niveles[-1].nombrado.el if de_lista.niveles else self._por_armar.tema.el

    # -------------------------------------------------------------- las tablas
    def _de_una_tabla(self, de_lista: HojaDeLista, fila: FilaDelLibro, dueno: Dueno) -> None:
        """Lo que dice una fila de una tabla de claves; la ancha trae una columna por clave."""
        if de_lista.es_ancha:
            dueno.datos.setdefault(de_lista.hoja.tabla, {})
            for columna in de_lista.propias:
                valor = leer_opcion(fila, columna, self._por_armar.fallas)
                if valor is not None:
                    clave = int(columna.dato.rpartition(".")[2])
                    self._responder(de_lista, dueno, clave, valor, fila.lugar_de(columna.dato))
            return
        de_la_clave, de_lo_dicho = (columna.dato for columna in de_lista.propias)
        clave, respuesta = (leer_fecha_o_texto(fila.propio(d)) for d in (de_la_clave, de_lo_dicho))
        self._por_armar.usar(fila, de_la_clave, de_lo_dicho)
        if clave is None or respuesta is None:
            falta = fila.lugar_de(de_la_clave if clave is None else de_lo_dicho)
            dicen = " y ".join(f"«{columna.rotulo}»" for columna in de_lista.propias)
            motivo = f"una fila dice {dicen}, y falta una de las dos celdas"
            self._por_armar.fallar("dato_faltante", falta, motivo)
            return
        self._responder(de_lista, dueno, clave, respuesta, fila.lugar_de(de_lo_dicho))

    def _responder(
        self, de_lista: HojaDeLista, dueno: Dueno, clave: Any, valor: Any, celda: str
    ) -> None:
        """Lo que se dice de una clave, en su tabla; si ya se dijo, es una falla."""
        nombre = de_lista.hoja.tabla
        tabla = dueno.datos.setdefault(nombre, {})
        if clave in tabla:
            de_quien = contraido(f"de {self._el_dueno(de_lista)}")
            motivo = f"ya se respondió {mostrar(clave)} {de_quien}"
            self._por_armar.fallar("dato_repetido", celda, motivo)
        tabla[clave] = valor
        self._por_armar.lugares[f"{dueno.ruta}.{nombre}.{clave}"] = celda


def _que_dicen_algo(de_lista: HojaDeLista, filas: Sequence[FilaDelLibro]) -> Iterator[FilaDelLibro]:
    """Las que traen alguna celda, o anotado que lo hay aunque todo esté en blanco."""
    raices = {de_lista.raiz, *(rama.raiz for rama in de_lista.sin_hoja)}
    for fila in filas:
        dicen = (fila.valor(dato) is not None for dato in fila.columnas if dato != NOTAS)
        if any(dicen) or raices.intersection(fila.notas):
            yield fila


def _poner(datos: dict[str, Any], paso: tuple[str, ...], valor: Any) -> None:
    """Puesta de un valor en su campo, ``("inherente", "zona")``, por los que lo llevan."""
    *afuera, campo = paso
    for campo_de_afuera in afuera:
        datos = datos.setdefault(campo_de_afuera, {})
    datos[campo] = valor
