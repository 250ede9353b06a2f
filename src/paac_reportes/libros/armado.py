"""Filas de las hojas de unas listas, cada una en su lugar del contenido."""

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes.estructura import mostrar
from paac_reportes.lectura.filas.valores import leer_corte, texto_que_llega
from paac_reportes.libros.columnas import NOTAS, ColumnaDelLibro
from paac_reportes.libros.cortes import columnas_por_corte
from paac_reportes.libros.duenos import Dueno, Duenos, PorCampos, PorNombre, nota_de
from paac_reportes.libros.listas import (
    LISTA,
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
        self._hojas = [
            (de_lista, list(_que_dicen_algo(de_lista, filas_de_hoja(tablas, de_lista.hoja.nombre))))
            for de_lista in hojas_de_listas(por_armar.tema)
        ]
        self._no_hay = frozenset(self._niveles_que_no_hay())

    def armar(self) -> None:
        """Hoja por hoja: quien contiene va antes que lo que contiene."""
        for hoja_de_lista, filas in self._hojas:
            for duenos in self._duenos.values():
                duenos.empezar()
            if hoja_de_lista.hoja.tabla:
                for fila in filas:
                    if (dueno := self._dueno(hoja_de_lista.niveles, fila)) is not None:
                        self._de_una_tabla(hoja_de_lista, fila, dueno)
            else:
                self._de_una_lista(hoja_de_lista, filas)

    # -------------------------------------------------------------- de quién es cada fila
    def _niveles_que_no_hay(self) -> Iterator[str]:
        """Listas que puede no haber, y que ninguna fila nombra.

        Las pocas que las nombran, si las más no, son una falla: las demás se leen.
        """
        for nivel in {n.lista: n for hoja, _ in self._hojas for n in hoja.niveles}.values():
            if not nivel.nombrado.a_veces:
                continue
            columna = nivel.columnas[-1]
            nombran: list[FilaDelLibro] = []
            huerfanas = 0
            for hoja_de_lista, filas in self._hojas:
                if nivel in hoja_de_lista.niveles:
                    dicen = [n for n, f in enumerate(filas) if f.valor(columna.dato) is not None]
                    nombran += [filas[n] for n in dicen]
                    sin_nadie_arriba = filas[: dicen[0]] if dicen else filas
                    huerfanas += sum(
                        not self._es_propuesta(hoja_de_lista, fila) for fila in sin_nadie_arriba
                    )
            if len(nombran) >= max(huerfanas, 1):
                continue
            yield nivel.lista
            for fila in nombran:
                cual = f"{nivel.nombrado.el} {mostrar(fila.texto(columna.dato))}"
                motivo = (
                    f"dice {cual} y las demás filas del libro no dicen ninguna; deje la celda en"
                    " blanco, borre la fila si es un total, o dígalo en todas"
                )
                self._por_armar.fallar("datos_incoherentes", fila.lugar_de(columna.dato), motivo)

    def _es_propuesta(self, hoja_de_lista: HojaDeLista, fila: FilaDelLibro) -> bool:
        """Si sólo dice cómo se llama y de quién es, como las que trae un libro nuevo."""
        nombrado = hoja_de_lista.hoja.se_nombra
        campos = () if nombrado is None else nombrado.campos
        nombres = {f"{hoja_de_lista.raiz}.{campo}" for campo in campos}
        nombres |= {columna.dato for columna in hoja_de_lista.de_quien} | {NOTAS, LISTA}
        return hoja_de_lista.raiz not in fila.notas and all(
            fila.valor(dato) is None for dato in fila.columnas if dato not in nombres
        )

    def _sin_propuestas(
        self, hoja_de_lista: HojaDeLista, filas: Sequence[FilaDelLibro]
    ) -> Sequence[FilaDelLibro]:
        """Las filas que son de alguien: la que sólo propone, y nadie tomó, se deja y se dice."""
        primero = next(iter(self._los_que_hay(hoja_de_lista.niveles)), None)
        if primero is None or not primero.nombrado.a_veces:
            return filas
        dato = primero.columnas[-1].dato
        dicen = [n for n, fila in enumerate(filas) if fila.valor(dato) is not None]
        de_nadie = filas[: dicen[0]] if dicen else filas
        omitidas = [fila for fila in de_nadie if self._es_propuesta(hoja_de_lista, fila)]
        if omitidas:
            cuantas = "una fila" if len(omitidas) == 1 else f"{len(omitidas)} filas"
            motivo = (
                f"{cuantas} sin {primero.nombrado.el.partition(' ')[2]}, y sin nada más que lo que"
                " se propone: no son de nadie, y no se leyeron"
            )
            self._por_armar.avisar("fila_omitida", filas[0].tabla.lugar, motivo)
        duenos = self._suyos(hoja_de_lista)
        if isinstance(duenos, PorCampos):
            for fila in omitidas:
                duenos.propuestos.add(duenos.valores(self._leido(hoja_de_lista, fila).datos))
        lugares = {fila.lugar for fila in omitidas}
        return [fila for fila in filas if fila.lugar not in lugares]

    def _los_que_hay(self, niveles: Sequence[Nivel]) -> list[Nivel]:
        return [nivel for nivel in niveles if nivel.lista not in self._no_hay]

    def _dueno(self, niveles: Sequence[Nivel], fila: FilaDelLibro) -> Dueno | None:
        """Dueño de una fila; ``None`` si no se sabe, y ya se dijo."""
        niveles = self._los_que_hay(niveles)
        if not niveles:
            return self._raiz
        dueno = self._duenos_de(niveles[-1]).de(fila)
        de_arriba = [
            duenos.el for duenos in map(self._duenos_de, niveles) if duenos.es_el_de_arriba
        ]
        if de_arriba:
            motivo = f"en blanco: se tomó {lista(de_arriba)} de la fila de arriba"
            self._por_armar.avisar("dato_de_arriba", fila.lugar, motivo)
        return dueno

    def _duenos_de(self, nivel: Nivel) -> Duenos:
        """Dueños de un nivel, que se arman una vez, dentro de los del nivel de afuera."""
        if nivel.lista not in self._duenos:
            afuera = self._los_que_hay(niveles_de(nivel.lista, self._por_armar.tema)[:-1])
            clase = PorCampos if nivel.nombrado.como == "campos" else PorNombre
            self._duenos[nivel.lista] = clase(
                nivel, self._por_armar, self._raiz, self._duenos_de(afuera[-1]) if afuera else None
            )
        return self._duenos[nivel.lista]

    def _suyos(self, hoja_de_lista: HojaDeLista) -> Duenos | None:
        """Dueños que son lo que la hoja lleva, si otras los nombran."""
        if hoja_de_lista.hoja.se_nombra is None:
            return None
        return self._duenos_de(niveles_de(hoja_de_lista.hoja.lista, self._por_armar.tema)[-1])

    # -------------------------------------------------------------- las listas
    def _de_una_lista(self, hoja_de_lista: HojaDeLista, filas: Sequence[FilaDelLibro]) -> None:
        """Lectura de una hoja de lista: lo que dice cada fila, en la lista de su dueño."""
        por_corte = columnas_por_corte(hoja_de_lista.de_corte, filas[0].columnas if filas else ())
        for fila in self._sin_propuestas(hoja_de_lista, filas):
            leido = self._leido(hoja_de_lista, fila)
            self._leer_cortes(hoja_de_lista, por_corte, fila, leido)
            es_uno = (
                bool(leido.datos)
                or hoja_de_lista.raiz in fila.notas
                or bool(hoja_de_lista.niveles and hoja_de_lista.obligatorios)
            )
            niveles = hoja_de_lista.niveles
            if not es_uno and niveles and not niveles[-1].hoja:
                ultimo = niveles[-1]  # la fila puede ser sólo de quien contiene a éste
                calla = self._duenos_de(ultimo).calla(fila) and ultimo.raiz not in fila.notas
                niveles = niveles[:-1] if calla else niveles
            dueno = self._dueno(niveles, fila)
            if dueno is None:
                continue
            if dueno is not self._raiz and niveles == hoja_de_lista.niveles:
                self._completar(dueno, hoja_de_lista.de_su_dueno, fila)
            if es_uno:
                self._poner_en(dueno, hoja_de_lista, fila, leido)

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
                ya_dicho = mostrar(dueno.datos[campo])
                motivo = f"dice {mostrar(valor)}, y {antes} dice {ya_dicho}"
                self._por_armar.fallar("datos_incoherentes", celda, motivo)
            self._por_armar.usar(fila, columna.dato)
            self._por_armar.lugares.setdefault(f"{dueno.ruta}.{campo}", celda)

    def _poner_en(
        self, dueno: Dueno, hoja_de_lista: HojaDeLista, fila: FilaDelLibro, leido: _LoLeido
    ) -> None:
        """Lo que dice una fila, en la lista de su dueño."""
        nombre = self._cual_lista(hoja_de_lista, fila)
        iguales = self._iguales(hoja_de_lista, dueno, leido.datos)
        cual = nota_de(fila, f"{hoja_de_lista.raiz}#")
        if cual in iguales:
            motivo = f"repite la de {self._por_armar.lugares[iguales[cual].ruta]}"
            self._por_armar.avisar("fila_repetida", fila.lugar, motivo)
        objeto = dueno.agregar(nombre, leido.datos)
        iguales.setdefault(cual, objeto)
        self._por_armar.lugares |= {
            f"{objeto.ruta}{ruta}": lugar for ruta, lugar in leido.lugares.items()
        }
        self._numerar(hoja_de_lista, fila, objeto)
        for campo, otra_lista in hoja_de_lista.hoja.nombran.items():
            self._nombrados(campo, otra_lista, hoja_de_lista, fila, objeto)
        if (duenos := self._suyos(hoja_de_lista)) is not None:
            duenos.conocer(fila, objeto)

    def _cual_lista(self, hoja_de_lista: HojaDeLista, fila: FilaDelLibro) -> str:
        """La primera, salvo que la fila diga otra."""
        listas, escrita = hoja_de_lista.hoja.listas, fila.valor(LISTA)
        plana = en_plano(str(escrita or ""))
        for nombre, como_se_escoge in listas.items():
            if not plana or plana.startswith(en_plano(como_se_escoge).removesuffix("s")):
                return nombre
        if listas:
            motivo = f"se esperaba {' o '.join(listas.values())}, llegó {mostrar(escrita)}"
            self._por_armar.fallar("opcion_desconocida", fila.lugar_de(LISTA), motivo)
        return hoja_de_lista.contenido.nombre

    def _leido(self, hoja_de_lista: HojaDeLista, fila: FilaDelLibro) -> _LoLeido:
        """El objeto que dice una fila, con la celda de cada dato."""
        leido = _LoLeido({}, {"": fila.lugar})
        for nota in fila.notas:
            if nota in hoja_de_lista.partes:
                _poner(leido.datos, (*nota.split("."),), {})
        for columna, paso in hoja_de_lista.pasos:
            if paso[-1] in hoja_de_lista.hoja.nombran or columna.dato not in fila.columnas:
                continue
            leido.lugares[f".{'.'.join(paso)}"] = fila.lugar_de(columna.dato)
            if (valor := self._valor(fila, columna)) is not None:
                _poner(leido.datos, paso, valor)
        antes = f"{hoja_de_lista.raiz}.extras."
        for dato in fila.columnas if hoja_de_lista.lleva_extras else ():
            valor = fila.propio(dato) if dato.startswith(antes) else None
            if valor is not None:
                nombre = dato.removeprefix(antes)
                leido.datos.setdefault("extras", {})[nombre] = valor
                leido.lugares[f".extras.{nombre}"] = fila.lugar_de(dato)
        return leido

    def _valor(self, fila: FilaDelLibro, columna: ColumnaDelLibro) -> Any:
        self._por_armar.avisos += dudas_de(fila, columna)
        return leer_opcion(fila, columna, self._por_armar.fallas)

    def _leer_cortes(
        self,
        hoja_de_lista: HojaDeLista,
        por_corte: Mapping[str, Sequence[ColumnaDelLibro]],
        fila: FilaDelLibro,
        leido: _LoLeido,
    ) -> None:
        """Lo que la fila dice en cada corte; primero los que están anotados, y en ese orden."""
        if not hoja_de_lista.de_corte:
            return
        raiz = f"{hoja_de_lista.de_corte[0].dato.partition('.')[0]}@"
        anotados = [nota.removeprefix(raiz) for nota in fila.notas if nota.startswith(raiz)]
        seguimientos: list[dict[str, Any]] = []
        for corte in dict.fromkeys((*anotados, *por_corte)):
            datos: dict[str, Any] = {}
            ruta = f".{hoja_de_lista.hoja.por_corte}[{len(seguimientos)}]"
            lugares: dict[str, str] = {ruta: fila.lugar, f"{ruta}.corte": fila.lugar}
            for columna, paso in pasos_de(por_corte.get(corte, ())):
                lugares[".".join((ruta, *paso))] = fila.lugar_de(columna.dato)
                if (valor := self._valor(fila, columna)) is not None:
                    _poner(datos, paso, valor)
            if datos or corte in anotados:
                seguimientos.append({"corte": leer_corte(corte), **datos})
                leido.lugares |= lugares
        if seguimientos:
            leido.datos[hoja_de_lista.hoja.por_corte] = seguimientos

    def _iguales(
        self, hoja_de_lista: HojaDeLista, dueno: Dueno, datos: Mapping[str, Any]
    ) -> dict[str, Dueno]:
        """Dueños que ya dijeron lo mismo de lo mismo, por cuál de ellos eran al salir el libro."""
        nombrado = hoja_de_lista.hoja.se_nombra
        se_sabe = nombrado is not None and nombrado.como != "lugar"
        if dueno is self._raiz or se_sabe or hoja_de_lista.de_corte:
            return {}
        datos_propios = {
            campo: v for campo, v in datos.items() if campo not in hoja_de_lista.hoja.nombran
        }
        return dueno.iguales.setdefault((hoja_de_lista.contenido.nombre, _fijo(datos_propios)), {})

    # -------------------------------------------------------------- lo que nombra otra hoja
    def _numerar(self, hoja_de_lista: HojaDeLista, fila: FilaDelLibro, objeto: Dueno) -> None:
        """Con qué número lo nombra otra hoja; si no lo dice, con su lugar."""
        dueno, lista = objeto.dueno, hoja_de_lista.contenido.nombre
        if hoja_de_lista.numero is None or dueno is None:
            return
        lugar = len(dueno.datos[lista])
        numero = str(texto_que_llega(fila.valor(NUMERO)) or lugar).strip()
        self._por_armar.usar(fila, NUMERO)
        if (lista, numero) in dueno.numeros:
            motivo = (
                f"{self._el_dueno(hoja_de_lista)} ya tiene {hoja_de_lista.un} {mostrar(numero)}"
            )
            self._por_armar.fallar("dato_repetido", fila.lugar_de(NUMERO), motivo)
        dueno.numeros.setdefault((lista, numero), lugar)

    def _nombrados(
        self,
        campo: str,
        otra_lista: str,
        hoja_de_lista: HojaDeLista,
        fila: FilaDelLibro,
        objeto: Dueno,
    ) -> None:
        """El lugar de cada uno de los de otra lista que se nombran por su número."""
        dato, dueno = f"{hoja_de_lista.raiz}.{campo}", objeto.dueno
        assert dueno is not None  # noqa: S101 - la otra lista es de quien lo contiene
        celda, crudo = fila.lugar_de(dato), fila.valor(dato)
        # Excel toma «1,2» por un número con decimales.
        texto = fila.texto(dato) if isinstance(crudo, Decimal) else crudo
        lugares = []
        for numero in filter(None, re.split(r"[\s,;y]+", str(texto_que_llega(texto) or ""))):
            if (otra_lista, numero) in dueno.numeros:
                lugares.append(dueno.numeros[otra_lista, numero])
                continue
            con_articulo = next(
                de_lista.un
                for de_lista in hojas_de_listas(self._por_armar.tema)
                if de_lista.contenido.nombre == otra_lista and not de_lista.hoja.tabla
            )
            motivo = f"{self._el_dueno(hoja_de_lista)} no tiene {con_articulo} {mostrar(numero)}"
            self._por_armar.fallar("fuera_de_rango", celda, motivo)
        if lugares:
            objeto.datos[campo] = lugares
            self._por_armar.lugares[f"{objeto.ruta}.{campo}"] = celda

    def _el_dueno(self, hoja_de_lista: HojaDeLista) -> str:
        niveles = self._los_que_hay(hoja_de_lista.niveles)
        return niveles[-1].nombrado.el if niveles else self._por_armar.tema.el

    # -------------------------------------------------------------- las tablas
    def _de_una_tabla(self, hoja_de_lista: HojaDeLista, fila: FilaDelLibro, dueno: Dueno) -> None:
        """Lectura de una fila de una tabla de claves; la ancha trae una columna por clave."""
        tabla = (
            dueno.datos.setdefault(hoja_de_lista.hoja.tabla, {}) if hoja_de_lista.es_ancha else None
        )
        if tabla is None:
            self._de_una_clave(hoja_de_lista, fila, dueno)
            return
        for columna in hoja_de_lista.propias:
            clave = int(columna.dato.rpartition(".")[2])
            if (respuesta := leer_opcion(fila, columna, self._por_armar.fallas)) is None:
                continue
            celda = fila.lugar_de(columna.dato)
            if clave in tabla:
                de_quien = contraido(f"de {self._el_dueno(hoja_de_lista)}")
                motivo = f"«{columna.rotulo}» {de_quien} ya tiene respuesta"
                self._por_armar.fallar("dato_repetido", celda, motivo)
            tabla[clave] = respuesta
            self._por_armar.lugares[f"{dueno.ruta}.{hoja_de_lista.hoja.tabla}.{clave}"] = celda

    def _de_una_clave(self, hoja_de_lista: HojaDeLista, fila: FilaDelLibro, dueno: Dueno) -> None:
        """Una clave con lo que de ella se dice."""
        de_la_clave, de_lo_dicho = (columna.dato for columna in hoja_de_lista.propias)
        clave, respuesta = (leer_fecha_o_texto(fila.propio(d)) for d in (de_la_clave, de_lo_dicho))
        self._por_armar.usar(fila, de_la_clave, de_lo_dicho)
        if clave is None or respuesta is None:
            falta = fila.lugar_de(de_la_clave if clave is None else de_lo_dicho)
            dicen = " y ".join(f"«{columna.rotulo}»" for columna in hoja_de_lista.propias)
            motivo = f"una fila dice {dicen}, y falta una de las dos celdas"
            self._por_armar.fallar("dato_faltante", falta, motivo)
            return
        tabla = dueno.datos.setdefault(hoja_de_lista.hoja.tabla, {})
        if clave in tabla:
            de_quien = contraido(f"de {self._el_dueno(hoja_de_lista)}")
            motivo = f"ya se respondió {mostrar(clave)} {de_quien}"
            self._por_armar.fallar("dato_repetido", fila.lugar_de(de_la_clave), motivo)
            return
        tabla[clave] = respuesta
        ruta = f"{dueno.ruta}.{hoja_de_lista.hoja.tabla}.{clave}"
        self._por_armar.lugares[ruta] = fila.lugar_de(de_lo_dicho)


def _que_dicen_algo(
    hoja_de_lista: HojaDeLista, filas: Sequence[FilaDelLibro]
) -> Iterator[FilaDelLibro]:
    """Las que traen alguna celda, o anotado que lo hay aunque todo esté en blanco."""
    raices = {hoja_de_lista.raiz, *(rama.raiz for rama in hoja_de_lista.sin_hoja)}
    for fila in filas:
        dicen = (fila.valor(dato) is not None for dato in fila.columnas if dato != NOTAS)
        if any(dicen) or raices.intersection(fila.notas):
            yield fila


def _fijo(valor: Any) -> Hashable:
    """Valor que se puede buscar: iguales los que son iguales."""
    if isinstance(valor, dict):
        return frozenset((clave, _fijo(adentro)) for clave, adentro in valor.items())
    if isinstance(valor, list | tuple):
        return tuple(map(_fijo, valor))
    fijo: Hashable = valor
    return fijo


def _poner(datos: dict[str, Any], paso: tuple[str, ...], valor: Any) -> None:
    """Puesta de un valor en su campo, ``("inherente", "zona")``, por los que lo llevan."""
    *afuera, campo = paso
    for campo_de_afuera in afuera:
        datos = datos.setdefault(campo_de_afuera, {})
    datos[campo] = valor
